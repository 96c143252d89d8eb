import type { FastifyRequest } from 'fastify';
import { isLanguage, isScheme, preferenceCookies, preferredLanguage } from '#contract/preferences.ts';
import { acceptedLanguages } from '#server/http/accepted-languages.ts';
import type { Looks } from './page-template.ts';

/** The request headers that a document is made by. */
export const variesBy = 'accept-language, cookie';

/**
 * What the reader chose, else what their browser asks for: in the document from its first byte, so that there is no
 * flash of the other scheme and no wrong language for a screen reader. A cookie only ever chooses among what there is.
 */
export const looksOf = ({ cookies, headers }: FastifyRequest): Looks => {
  const language = cookies[preferenceCookies.language];
  const scheme = cookies[preferenceCookies.scheme];
  return {
    language: isLanguage(language)
      ? language
      : preferredLanguage(acceptedLanguages(headers['accept-language'])),
    scheme: isScheme(scheme) ? scheme : 'system',
  };
};
