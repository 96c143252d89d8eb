import type { FastifyRequest } from 'fastify';
import {
  isLanguage,
  isScheme,
  type Language,
  languages,
  preferenceCookies,
  type Scheme,
} from '#contract/preferences.ts';

/** Language and color scheme of a document. */
export interface Preferences {
  language: Language;
  scheme: Scheme;
}

/** The request headers that `readPreferences` depends on, for `Vary`. */
export const preferenceHeaders = 'accept-language, cookie';

/** The language and color scheme from the cookies, else the browser's preferred language and the system's scheme. */
export const readPreferences = (request: FastifyRequest): Preferences => {
  const language = request.cookies[preferenceCookies.language];
  const scheme = request.cookies[preferenceCookies.scheme];
  const accepted = [request.language([...languages])].flat()[0];
  return {
    language: [language, accepted || undefined].find(isLanguage) ?? 'en',
    scheme: isScheme(scheme) ? scheme : 'system',
  };
};
