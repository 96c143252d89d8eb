/**
 * Normalizes a code of an open set (status, relation or creation type) for comparison: `No-Show` is `no_show`. It does
 * not use the viewer's locale, whose lower case of `PENDING` could be Turkish.
 */
export const normalizeCode = (code: string): string =>
  code
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** An unknown code as words: `laser_control` is "Laser control". Text that is not a code is returned as received. */
export const humanizeCode = (code: string): string => {
  const text = code.trim();
  if (!/^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$/.test(text)) return text;
  const words = text.replaceAll(/[_-]+/g, ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
