import { linkParameters } from '#contract/endpoints.ts';

const maxLength = 2048;

/** Paths of the gateway and the service: returning to one of them would be a loop, or have an effect without a click. */
const reservedPath = /^\/(api|auth|oauth|privacy|assets|sign-in)(\/|$)/i;

/** Browsers drop some control characters from a URL, which turns `/\t/evil` into `//evil`. */
const controlCharacter = /\p{Cc}/u;

/**
 * The path, query and hash to return to after signing in: a page of `origin` only. Anything that a browser could read
 * as another origin becomes `/`.
 */
export const readReturnTo = (value: unknown, origin: string): string => {
  if (typeof value !== 'string' || value.length > maxLength || controlCharacter.test(value)) return '/';
  if (value.includes('\\')) return '/';
  const absolute = value.startsWith(`${origin}/`);
  if (!absolute && !/^\/(?!\/)/.test(value)) return '/';
  if (!URL.canParse(value, origin)) return '/';
  const url = new URL(value, origin);
  // Dot segments are resolved by now: `/x/..//evil.example` has become `//evil.example`.
  if (url.origin !== origin || url.pathname.startsWith('//') || reservedPath.test(url.pathname)) return '/';
  // A second decoding would turn these into one of the above.
  if (/%(2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
};

/** Decodes percent-encoded ASCII until nothing is left to decode; never throws. */
const decodeAll = (text: string): string => {
  const decoded = text.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decoded === text ? text : decodeAll(decoded);
};

/** Includes damaged spellings such as `Tenant=2`, `tenant%3D2` and `amp;tenant=2`. */
const mentionsTenant = (part: string): boolean => /tenant/i.test(decodeAll(part));

const isKnown = (part: string): boolean => {
  const [name] = [...new URLSearchParams(part).keys()];
  return linkParameters.some((known) => known === name);
};

/**
 * A link from `readReturnTo` with at most `maxLinkLength` characters: the path, the query parameters the application
 * knows, everything in the query that may name the clinic, and the hash. Of a longer link the hash is dropped first;
 * a clinic that does not fit becomes an empty `tenant=`, so that the page lets the user choose one.
 */
export const shortenReturnTo = (link: string, maxLinkLength: number): string => {
  const { pathname, search, hash } = new URL(link, 'http://localhost');
  const parts = search.slice(1).split('&');
  const tenantParts = parts.filter(mentionsTenant);
  const knownParts = parts.filter((part) => isKnown(part) || mentionsTenant(part));
  const candidates = [
    { query: knownParts, fragment: hash },
    { query: knownParts, fragment: '' },
    { query: tenantParts, fragment: '' },
    { query: tenantParts.length > 0 ? ['tenant='] : [], fragment: '' },
  ];
  const links = candidates.map(
    ({ query, fragment }) => `${pathname}${query.length > 0 ? `?${query.join('&')}` : ''}${fragment}`,
  );
  return links.find(({ length }) => length <= maxLinkLength) ?? '/';
};
