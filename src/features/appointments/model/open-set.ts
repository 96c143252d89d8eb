/**
 * Codes of the service's open sets. A code is compared without regard to case and separators (`no_show`,
 * `No-Show`), never by the reader's locale: a Turkish I must not break `PENDING`.
 */
export const normalCode = (code: string): string =>
  code
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** A code nobody taught us, readable: `laser_control` is "Laser control". Text that is no code stays as it came. */
export const humanised = (code: string): string => {
  const text = code.trim();
  if (!/^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$/.test(text)) return text;
  const words = text.replaceAll(/[_-]+/g, ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
