/** Cookies for display preferences without personal data, with which the gateway renders the page. */

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

/** Stores a value for a year. It must consist of characters that are allowed in a cookie. */
export const writeCookie = (name: string, value: string): void => {
  try {
    // oxlint-disable-next-line unicorn/no-document-cookie -- not all browsers support the Cookie Store API
    document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
  } catch {
    // A sandboxed document has no cookies.
  }
};
