import { fieldsOf } from '#contract/readers.ts';

/**
 * The two styles of paging of the service: an opaque `cursor` with `has_more`, and `page` with `links` and `meta`. A
 * position is text, `cursor:…` or `page:2`.
 */

export interface Page {
  /** Null if the response is no list. */
  rows: readonly unknown[] | null;
  /** The position of the next page; null on the last. */
  next: string | null;
  /** False if the service claims more rows that cannot be requested. */
  complete: boolean;
  /** According to the service; null if it sends none. */
  total: number | null;
}

const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** The query parameters that request `size` rows at a position, by both names of each parameter. */
export const pageParameters = (position: string | null, size: number): Record<string, string> => {
  const sizes = { limit: String(size), per_page: String(size) };
  const [, style, value = ''] = /^(cursor|page):(.*)$/s.exec(position ?? '') ?? [];
  return style === undefined ? sizes : { ...sizes, [style]: value };
};

/** Whether text is a position that `readPage` may have returned. */
export const isPosition = (text: string): boolean => /^(cursor:.{1,1000}|page:[1-9]\d{0,5})$/s.test(text);

/** The position that the response claims for its next page; undefined if it claims more without saying where. */
const claimedNext = (response: Readonly<Record<string, unknown>>): string | null | undefined => {
  const meta = fieldsOf(response.meta) ?? {};
  const { cursor, next_cursor: nextCursor, has_more: hasMore } = meta;
  const opaque = [cursor, nextCursor].find((value) => typeof value === 'string' && value !== '');
  if (hasMore === false) return null;
  if (typeof opaque === 'string') return `cursor:${opaque}`;
  const current = wholeNumber(meta.current_page);
  const last = wholeNumber(meta.last_page);
  const hasNext = last === null || current === null ? fieldsOf(response.links)?.next != null : current < last;
  if (hasNext && current !== null) return `page:${current + 1}`;
  return hasNext || hasMore === true ? undefined : null;
};

/** Whether the service sent an earlier page than the requested one, and so ignores `page`. */
const isBehind = (claimed: string, position: string | null): boolean => {
  const numbers = [claimed, position ?? ''].map((text) => Number(/^page:(\d+)$/.exec(text)?.[1] ?? 'NaN'));
  const [next = Number.NaN, requested = Number.NaN] = numbers;
  return next <= requested;
};

/** Whether a response that is no list of rows claims that there is more. */
export const claimsMore = (response: unknown): boolean => claimedNext(fieldsOf(response) ?? {}) !== null;

/**
 * Reads a page of a list. `position` is the requested one: the list ends at a repeated position, and at an empty page
 * that claims more.
 */
export const readPage = (response: unknown, position: string | null): Page => {
  const fields = fieldsOf(response) ?? {};
  const rows = Array.isArray(response) ? response : fields.data;
  if (!Array.isArray(rows)) return { rows: null, next: null, complete: false, total: null };
  const claimed = claimedNext(fields);
  const total = wholeNumber(fieldsOf(fields.meta)?.total);
  if (claimed === null) return { rows, next: null, complete: true, total };
  const repeated = claimed === undefined || claimed === (position ?? 'page:1') || isBehind(claimed, position);
  if (rows.length === 0 || repeated) return { rows, next: null, complete: false, total };
  return { rows, next: claimed, complete: true, total };
};
