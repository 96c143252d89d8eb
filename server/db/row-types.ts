/** PostgreSQL's type numbers whose default reading differs between the two drivers, or loses something. */
const oid = { bytea: 17, int8: 20, date: 1082 } as const;

const integer = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 beyond the safe integers cannot be read');
  return value;
};

/** A calendar day stays its text: as a Date it would move with the process's time zone. */
const day = (text: string): string => text;

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replace(/^\\x/, ''), 'hex'));

/** One reading of values for both engines, so that a row has the same shape whichever is in use. */
export const rowParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: integer,
  [oid.date]: day,
  [oid.bytea]: bytes,
};
