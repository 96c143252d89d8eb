/** Cookies that say nothing of the person, so that the gateway can render for whoever looks. */

const yearSeconds = 31_536_000;

/** Undefined where there is none, and where there are no cookies at all, as on a server. */
export const readCookie = (name: string): string | undefined => {
  if (typeof document === 'undefined') return undefined;
  try {
    const pair = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
    return pair?.slice(name.length + 1);
  } catch {
    // A sandboxed document has no cookies.
    return undefined;
  }
};

/** Keeps a value for a year; it must be made of characters that a cookie may have. */
export const writeCookie = (name: string, value: string): void => {
  try {
    // oxlint-disable-next-line unicorn/no-document-cookie -- the gateway reads it; the Cookie Store API is not everywhere
    document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
  } catch {
    // As above.
  }
};
