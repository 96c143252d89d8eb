import { signingOutCookie } from '#contract/session.ts';
import { readCookie, writeCookie } from '#lib/cookies.ts';

const isHttps = (): boolean => window.location.protocol === 'https:';

/** Longer than any session lasts. */
const maxAgeSeconds = 24 * 60 * 60;

/** Has the gateway end the session with the next request of any tab. */
export const startSigningOut = (): void =>
  writeCookie(signingOutCookie(isHttps()), '1', { maxAgeSeconds, secure: isHttps() });

/** Whether the gateway has not ended the session yet: it then removes the cookie. */
export const isSigningOut = (): boolean => readCookie(signingOutCookie(isHttps())) !== undefined;
