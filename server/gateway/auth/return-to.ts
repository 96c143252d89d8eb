import { reduceLink } from '#contract/reduce-link.ts';

/** Paths of the gateway and the service: returning to one of them would be a loop, or have an effect without a click. */
const reservedPath = /^\/(api|auth|oauth|privacy|assets|sign-in)(\/|$)/i;

/** Browsers drop some control characters from a URL, which turns `/\t/evil` into `//evil`. */
const controlCharacter = /\p{Cc}/u;

/**
 * The path, query and hash to return to after signing in: a page of `origin` only. Anything that a browser could read
 * as another origin becomes `/`.
 */
export const readReturnTo = (value: unknown, origin: string): string => {
  if (typeof value !== 'string' || controlCharacter.test(value)) return '/';
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

/**
 * A link from `readReturnTo`, reduced to what the application needs of it, with at most `maxLength` characters. A longer
 * link loses its hash first, then the other parameters; a clinic that does not fit becomes an empty one, which asks.
 */
export const shortenReturnTo = (link: string, maxLength: number): string => {
  const { pathname, search, hash, searchParams } = new URL(link, 'http://localhost');
  const clinic = searchParams.get('tenant');
  const candidates = [
    { search, hash },
    { search, hash: '' },
    ...(clinic === null ? [{ search: '', hash: '' }] : []),
    ...(clinic === null
      ? []
      : [`?tenant=${clinic}`, '?tenant='].map((query) => ({ search: query, hash: '' }))),
  ].map((rest) => reduceLink({ pathname, ...rest }));
  return candidates.find((candidate) => candidate.length <= maxLength) ?? '/';
};
