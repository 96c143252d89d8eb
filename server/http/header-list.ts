/**
 * The parts of a header's list, trimmed, empty ones left out. Splitting at `/\s*,\s*\/` instead takes the square of the
 * time for a header of many spaces.
 */
export const splitHeader = (header: string | undefined, separator: ',' | ';' = ','): string[] =>
  (header ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
