import { preferenceCookies } from '#contract/preferences.ts';
import { readCookie, writeCookie } from '#lib/cookies.ts';

/** The clinic the reader used last in this browser: a number that says nothing of any patient. */
export const currentTenant = (): string | null => readCookie(preferenceCookies.tenant) ?? null;

export const rememberTenant = (id: string): void => writeCookie(preferenceCookies.tenant, id);
