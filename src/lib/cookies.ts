/** Cookies without personal data: display preferences with which the gateway renders the page, and a sign-out. */

const yearSeconds = 31_536_000;

/** The value of a cookie; undefined if it does not exist or cookies are not available, as on a server. */
export const readCookie = (name: string): string | undefined => {
  if (typeof document === 'undefined') return undefined;
  try {
    const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
    return pair?.slice(name.length + 1);
  } catch {
    // A sandboxed document has no cookies.
    return undefined;
  }
};

interface CookieOptions {
  /** A year by default. */
  maxAgeSeconds?: number;
  /** Sent over https only, as `__Host-` in a name requires. */
  secure?: boolean;
}

/** Stores a value, which must consist of characters that are allowed in a cookie. */
export const writeCookie = (
  name: string,
  value: string,
  { maxAgeSeconds = yearSeconds, secure = false }: CookieOptions = {},
): void => {
  try {
    // oxlint-disable-next-line unicorn/no-document-cookie -- not all browsers support the Cookie Store API
    document.cookie = `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${secure ? '; Secure' : ''}`;
  } catch {
    // A sandboxed document has no cookies.
  }
};
