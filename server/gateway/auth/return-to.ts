const longest = 2048;

/** The gateway's own paths and the service's: coming back to them would be a loop, or an effect without a click. */
const notAPage = /^\/(api|auth|oauth|privacy|assets|sign-in)(\/|$)/i;

/** Control characters: browsers drop some of them from an address, which turns `/\t/evil` into `//evil`. */
const control = /\p{Cc}/u;

/**
 * The path, query and hash to come back to after signing in: a page of `origin` and of nobody else. Whatever could
 * lead elsewhere, in any browser's reading, becomes `/`.
 */
export const readReturnTo = (wanted: unknown, origin: string): string => {
  if (typeof wanted !== 'string' || wanted.length > longest || control.test(wanted)) return '/';
  if (wanted.includes('\\')) return '/';
  const absolute = wanted.startsWith(`${origin}/`);
  if (!absolute && !/^\/(?!\/)/.test(wanted)) return '/';
  if (!URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  // Dot segments are resolved by now: `/x/..//evil.example` has become `//evil.example`.
  if (url.origin !== origin || url.pathname.startsWith('//') || notAPage.test(url.pathname)) return '/';
  // What another decoding would turn into one of the above has no place in a link of ours.
  if (/%(2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
};
