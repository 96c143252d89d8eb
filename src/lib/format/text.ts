/** Text for people: lists, case, order and names. Not used for codes of the service. */

const listFormats = new Map<string, Intl.ListFormat>();

/** `Dr. Selin Aydın, Mert Kaya`: a plain enumeration. */
export const formatList = (locale: string, items: readonly string[]): string => {
  const format =
    listFormats.get(locale) ?? new Intl.ListFormat(locale, { style: 'narrow', type: 'conjunction' });
  listFormats.set(locale, format);
  return format.format(items);
};

const collators = new Map<string, Intl.Collator>();

/** Compares two texts in the alphabetical order of a language, with numbers by their value. */
export const compareText = (locale: string, a: string, b: string): number => {
  const collator = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true });
  collators.set(locale, collator);
  return collator.compare(a, b);
};

const title = /^(dr|prof|doç|uzm|op|mr|mrs|ms|md|dt|د)\.?$/iu;

/**
 * One or two letters that stand for a name: of the first and the last word, titles left out, upper-cased as the
 * name's own language writes it (`i` becomes `İ` in Turkish).
 */
export const initials = (locale: string, name: string): string => {
  const words = name
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter((word) => word !== '' && !title.test(word));
  const first = words.at(0);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .flatMap((word) => (word === undefined ? [] : [firstLetter(word)]))
    .join('')
    .toLocaleUpperCase(locale);
};

/** The first letter with its combining marks. */
const firstLetter = (word: string): string => /^.\p{M}*/su.exec(word)?.[0] ?? '';

/** The first and last name of a person; empty if there is neither. */
export const fullName = (
  person: { first_name: string | null; last_name: string | null } | null | undefined,
): string => [person?.first_name, person?.last_name].filter((part) => part != null && part !== '').join(' ');
