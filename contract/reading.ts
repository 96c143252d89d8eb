/**
 * The tolerant half of the contract: small readers that never throw on a JSON value. A reader returns what it
 * could make of a value; what was odd becomes a notice, and what no reader could use is kept beside the record
 * under its own key, so that nothing the service sent is lost.
 */

/** Something in the answer that is not as documented, with how often the same oddity came. */
export interface Notice {
  /** Where it was first met: `data.treatments[0].price`. */
  path: string;
  expected: string;
  /** The kind of what came; never the value, which may be personal. */
  received: string;
  count: number;
}

/** A field the reader did not know, or could not use; the value as it came. */
export interface OtherField {
  key: string;
  value: unknown;
}

export type Reader<T> = (value: unknown, place: Place) => T;

/** What a value is, in words for a notice. */
const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object';
    default:
      return 'nothing';
  }
};

/** `null`, absence, blank text and empty lists are the same emptiness; 0 and false are values. */
export const isEmpty = (value: unknown): boolean =>
  value == null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const none: readonly never[] = [];

/** A position in the answer: spells its path only when there is something to say of it. */
export class Place {
  private left: OtherField[] | null = null;
  private readonly parent: Place | null;
  private readonly key: string | number;
  private readonly log: Map<string, Notice>;

  private constructor(parent: Place | null, key: string | number, log: Map<string, Notice>) {
    this.parent = parent;
    this.key = key;
    this.log = log;
  }

  static root(): Place {
    return new Place(null, '', new Map());
  }

  child(key: string | number): Place {
    return new Place(this, key, this.log);
  }

  /** Values below this place that no reader could use, keyed by what follows this place's own key. */
  get unread(): readonly OtherField[] {
    return this.left ?? none;
  }

  /** Keeps a value that no reader could use. */
  leave(key: string, value: unknown): void {
    this.left ??= [];
    this.left.push({ key, value });
  }

  /** Notes that `value` is not what the documentation says; the reader still used it. */
  note(expected: string, value: unknown): void {
    const received = kindOf(value);
    const id = `${this.path(true)}|${expected}|${received}`;
    const known = this.log.get(id);
    if (known) known.count += 1;
    else this.log.set(id, { path: this.path(false), expected, received, count: 1 });
  }

  /** Notes that `value` could not be used here, and keeps it for the record's other fields. */
  refuse(expected: string, value: unknown): null {
    this.note(expected, value);
    this.leave('', value);
    return null;
  }

  get notices(): Notice[] {
    return [...this.log.values()];
  }

  /** `data.tags[3].name`; general: `data.tags[].name`, the same for every item of a list. */
  private path(general: boolean): string {
    const before = this.parent?.path(general) ?? '';
    if (typeof this.key === 'number') return `${before}[${general ? '' : this.key}]`;
    return before === '' ? this.key : `${before}.${this.key}`;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Field = <T>(key: string, reader: Reader<T>) => T;

/**
 * Reads an object. `build` asks for each field it knows; every other key ends in `other`, in the order it came.
 * Null where there is no object; an empty list counts as one without fields, as some services write it.
 */
export const record =
  <T extends object>(build: (field: Field) => T): Reader<(T & { other: OtherField[] }) | null> =>
  (value, place) => {
    if (isEmpty(value)) return null;
    if (!isObject(value)) return place.refuse('an object', value);
    // Plans have a hundred thousand fields: a list is searched faster than a set is made.
    const known: string[] = [];
    const other: OtherField[] = [];
    const built = build((key, reader) => {
      known.push(key);
      const at = place.child(key);
      // No documented field has a name that every object answers to, such as `constructor`.
      const read = reader(value[key], at);
      for (const { key: below, value: left } of at.unread) other.push({ key: key + below, value: left });
      return read;
    });
    for (const key of Object.keys(value)) if (!known.includes(key)) other.push({ key, value: value[key] });
    return Object.assign(built, { other });
  };

/** Some services write a list with gaps as an object keyed by position: `{"0": …, "2": …}`. */
const listedByPosition = (value: unknown): readonly unknown[] | null =>
  isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : null;

/** Reads a list; an item that cannot be read is left out of it and kept among the record's other fields. */
export const list =
  <T>(item: Reader<T | null>): Reader<T[]> =>
  (value, place) => {
    if (isEmpty(value)) return [];
    let items: readonly unknown[];
    if (Array.isArray(value)) items = value;
    else {
      const positioned = listedByPosition(value);
      if (positioned === null) {
        place.refuse('a list', value);
        return [];
      }
      if (positioned.length > 0) place.note('a list', value);
      items = positioned;
    }
    const read: T[] = [];
    for (const [index, entry] of items.entries()) {
      const at = place.child(index);
      const one = item(entry, at);
      if (one !== null) read.push(one);
      else if (at.unread.length === 0) at.note('an item', entry);
      for (const { key: below, value: left } of at.unread) place.leave(`[${index}]${below}`, left);
    }
    return read;
  };

/** Text as it came; blank text is null. A number or a truth value is taken for its text, and noted. */
export const text: Reader<string | null> = (value, place) => {
  if (isEmpty(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return place.refuse('text', value);
  place.note('text', value);
  return String(value);
};

/** An identifier, as text so that no digit of a long one is lost from here on. */
export const identifier: Reader<string | null> = (value, place) => {
  if (isEmpty(value)) return null;
  if (typeof value !== 'number' && typeof value !== 'string') return place.refuse('a whole number', value);
  if (typeof value === 'string' || !Number.isSafeInteger(value)) place.note('a whole number', value);
  return String(value).trim();
};

/** A key that is documented as text and as often a number. */
export const key: Reader<string | null> = (value, place) =>
  typeof value === 'number' ? String(value) : text(value, place);

export const integer: Reader<number | null> = (value, place) => {
  if (isEmpty(value)) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value)) {
    place.note('a whole number', value);
    return Number(value);
  }
  return place.refuse('a whole number', value);
};

/** A plain decimal without an exponent, as money and quantities are written. */
export const isDecimal = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value);

/**
 * A decimal, as the text it came in: never a float, so no digit changes. What is no decimal is kept as it came
 * and noted; `isDecimal` tells the two apart.
 */
export const decimal =
  (documented: 'text' | 'a number'): Reader<string | null> =>
  (value, place) => {
    if (isEmpty(value)) return null;
    if (typeof value !== 'number' && typeof value !== 'string') return place.refuse('a decimal', value);
    const written = String(value).trim();
    if (!isDecimal(written)) place.note('a decimal', value);
    else if (kindOf(value) !== documented) place.note(`a decimal as ${documented}`, value);
    return written;
  };

const flags = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  ['active', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
  ['inactive', false],
]);

/** A truth value in any of the forms the service is known to use. */
export const flag: Reader<boolean | null> = (value, place) => {
  if (isEmpty(value)) return null;
  const written = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return flags.get(written) ?? place.refuse('true or false', value);
};

/** Any JSON value, kept as it came; null when empty. */
export const anything: Reader<unknown> = (value) => (isEmpty(value) ? null : value);

/** The fields nobody planned for, of a value that may be one; for tolerance towards shapes, not for known fields. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  isObject(value) ? value : null;
