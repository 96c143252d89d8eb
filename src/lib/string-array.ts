/** The strings of a stored array; null for anything but an array. */
export const readStrings = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;
