import { hash } from 'node:crypto';

/** Entity tags as RFC 9110, 8.8.3 writes them: `"…"`, or `W/"…"` for a weak one. */

const whole = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;
const each = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

export const isEntityTag = (text: string): boolean => whole.test(text);

/** The strong tag of a content: the same for the same bytes, and for no others. */
export const strongTag = (content: string | Buffer): string => `"${hash('sha256', content, 'base64url')}"`;

/** The comparison that `If-None-Match` asks for: weak and strong are the same. */
export const isSameTag = (one: string, other: string): boolean =>
  one.replace(/^W\//, '') === other.replace(/^W\//, '');

/**
 * What a request says it holds: the tags of its `If-None-Match` as they came, or `'*'` for anything. What is no tag
 * is left out. A tag may have commas in it, so that a split at commas would not do.
 */
export const readIfNoneMatch = (header: string | undefined): '*' | string[] => {
  if (header?.trim() === '*') return '*';
  return header?.match(each) ?? [];
};

/** Whether a request with this `If-None-Match` holds what `tag` names. */
export const holdsTag = (header: string | undefined, tag: string): boolean => {
  const held = readIfNoneMatch(header);
  return held === '*' || held.some((one) => isSameTag(one, tag));
};
