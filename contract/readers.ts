/**
 * Tolerant readers for JSON values. A reader never throws: it returns what it could use, reports a deviation from the
 * documentation, and keeps a value that it could not use under its own key, so that nothing the service sent is lost.
 */

/** The kind of a JSON value. */
type ValueKind =
  | 'null'
  | 'nothing'
  | 'text'
  | 'a number'
  | 'true or false'
  | 'an object'
  | 'a list'
  | 'an empty list';

/** A kind of value that the documentation or a reader expects. */
export type Kind =
  | ValueKind
  | 'a whole number'
  | 'a decimal'
  | 'a decimal as text'
  | 'a decimal as a number'
  | 'a date'
  | 'a date with time'
  | 'a date with time and zone'
  | 'an item'
  | 'an object with data'
  | 'an appointment'
  | 'the number of the nested record'
  | 'another number';

/** A difference between the response and the documentation, counted once per field of a list's items. */
export interface Deviation {
  /** The first occurrence: `data.treatments[0].price`. */
  path: string;
  expected: Kind;
  /** The kind of the value; never the value, which may be personal. */
  received: Kind;
  count: number;
}

/** A field that no reader knows or could use, with its value as received. */
export interface UnknownField {
  key: string;
  value: unknown;
}

export type Reader<T> = (value: unknown, context: ReadContext) => T;

/** The result of a reader for a value that is not empty. */
export type Value<R> = R extends Reader<infer T> ? NonNullable<T> : never;

const kindOf = (value: unknown): ValueKind => {
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

/** Whether a value is null, undefined, blank text or an empty list; 0 and false are not empty. */
export const isEmpty = (value: unknown): boolean =>
  value == null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const noFields: readonly never[] = [];

/** A position in the response. The path is composed only when a deviation is reported, since few values deviate. */
export class ReadContext {
  private kept: UnknownField[] | null = null;
  private readonly parent: ReadContext | null;
  private readonly key: string | number;
  private readonly log: Map<string, Deviation>;

  private constructor(parent: ReadContext | null, key: string | number, log: Map<string, Deviation>) {
    this.parent = parent;
    this.key = key;
    this.log = log;
  }

  static root(): ReadContext {
    return new ReadContext(null, '', new Map());
  }

  child(key: string | number): ReadContext {
    return new ReadContext(this, key, this.log);
  }

  /** Values at or below this position that no reader could use; keys are relative to this position. */
  get unread(): readonly UnknownField[] {
    return this.kept ?? noFields;
  }

  keepUnread(key: string, value: unknown): void {
    this.kept ??= [];
    this.kept.push({ key, value });
  }

  /** Reports that `value` differs from the documentation although the reader used it. */
  warn(expected: Kind, value: unknown): void {
    this.report(expected, kindOf(value));
  }

  report(expected: Kind, received: Kind): void {
    const id = `${this.path(true)}|${expected}|${received}`;
    const known = this.log.get(id);
    if (known) known.count += 1;
    else this.log.set(id, { path: this.path(false), expected, received, count: 1 });
  }

  /** Reports a value that the reader cannot use, and keeps it. */
  reject(expected: Kind, value: unknown): null {
    this.warn(expected, value);
    this.keepUnread('', value);
    return null;
  }

  get deviations(): Deviation[] {
    return [...this.log.values()];
  }

  /** `data.tags[3].name`, or `data.tags[].name` for all items of a list. */
  private path(general: boolean): string {
    const parent = this.parent?.path(general) ?? '';
    if (typeof this.key === 'number') return `${parent}[${general ? '' : this.key}]`;
    return parent === '' ? this.key : `${parent}.${this.key}`;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Shape = Readonly<Record<string, Reader<unknown>>>;

/** The fields of a shape, and the object's other fields in the order received. */
export type Parsed<S extends Shape> = { [K in keyof S]: ReturnType<S[K]> } & { other: UnknownField[] };

function readFields<S extends Shape>(
  shape: S,
  value: Readonly<Record<string, unknown>>,
  context: ReadContext,
): Parsed<S>;
function readFields(shape: Shape, value: Readonly<Record<string, unknown>>, context: ReadContext) {
  const other: UnknownField[] = [];
  const fields: Record<string, unknown> = {};
  for (const key in shape) {
    const child = context.child(key);
    // No documented field is a property of every object, such as `constructor`.
    fields[key] = shape[key]?.(value[key], child);
    for (const { key: below, value: unread } of child.unread) other.push({ key: key + below, value: unread });
  }
  for (const key of Object.keys(value)) if (!(key in shape)) other.push({ key, value: value[key] });
  return Object.assign(fields, { other });
}

/** Reads an object; null for an empty value or an empty list, which some services send for an object without fields. */
export const object = <S extends Shape>(shape: S): Reader<Parsed<S> | null> => {
  // Without a prototype, `in` finds documented fields only.
  const known: S = Object.assign(Object.create(null), shape);
  return (value, context) => {
    if (isEmpty(value)) return null;
    return isObject(value) ? readFields(known, value, context) : context.reject('an object', value);
  };
};

/** A list with gaps, which some services send as an object: `{"0": …, "2": …}`. */
const itemsByPosition = (value: unknown): readonly unknown[] | null =>
  isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : null;

/** Reads a list; items that cannot be read are kept among the record's unknown fields. */
export const list =
  <T>(readItem: Reader<T | null>): Reader<T[]> =>
  (value, context) => {
    if (isEmpty(value)) return [];
    let items: readonly unknown[];
    if (Array.isArray(value)) items = value;
    else {
      const positioned = itemsByPosition(value);
      if (positioned === null) {
        context.reject('a list', value);
        return [];
      }
      if (positioned.length > 0) context.warn('a list', value);
      items = positioned;
    }
    const parsed: T[] = [];
    for (const [index, item] of items.entries()) {
      const child = context.child(index);
      const result = readItem(item, child);
      if (result !== null) parsed.push(result);
      else if (child.unread.length === 0) child.warn('an item', item);
      for (const { key: below, value: unread } of child.unread)
        context.keepUnread(`[${index}]${below}`, unread);
    }
    return parsed;
  };

/** Text as received; null if blank. A number or boolean is converted, and reported. */
export const text: Reader<string | null> = (value, context) => {
  if (isEmpty(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return context.reject('text', value);
  context.warn('text', value);
  return String(value);
};

/** An identifier as text, so that long ones keep every digit. */
export const identifier: Reader<string | null> = (value, context) => {
  if (isEmpty(value)) return null;
  if (typeof value !== 'number' && typeof value !== 'string') return context.reject('a whole number', value);
  if (typeof value === 'string' || !Number.isSafeInteger(value)) context.warn('a whole number', value);
  return String(value).trim();
};

/** A key that is documented as text but may as well be a number. */
export const key: Reader<string | null> = (value, context) =>
  typeof value === 'number' ? String(value) : text(value, context);

export const integer: Reader<number | null> = (value, context) => {
  if (isEmpty(value)) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value)) {
    context.warn('a whole number', value);
    return Number(value);
  }
  return context.reject('a whole number', value);
};

/** Whether text is a plain decimal without an exponent, the form of prices and quantities. */
export const isDecimal = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value);

/**
 * A decimal as the text received; never a float, so that no digit changes. Text that is not a decimal is returned
 * too, and reported; `isDecimal` distinguishes them.
 */
export const decimal =
  (documented: 'text' | 'a number'): Reader<string | null> =>
  (value, context) => {
    if (isEmpty(value)) return null;
    if (typeof value !== 'number' && typeof value !== 'string') return context.reject('a decimal', value);
    const written = String(value).trim();
    if (!isDecimal(written)) context.warn('a decimal', value);
    else if (kindOf(value) !== documented) context.warn(`a decimal as ${documented}`, value);
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

/** A boolean in any of the forms that the service is known to use. */
export const flag: Reader<boolean | null> = (value, context) => {
  if (isEmpty(value)) return null;
  const written = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return flags.get(written) ?? context.reject('true or false', value);
};

/** Any JSON value as received; null if empty. */
export const anyJson: Reader<unknown> = (value) => (isEmpty(value) ? null : value);

/** The fields of a value if it is an object, else null. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  isObject(value) ? value : null;
