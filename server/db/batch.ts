/**
 * A statement whose text is a constant of the program: prepared at its first use on a connection, its plan kept. The
 * values go into the text that runs it, so they are digits, bytes in hex, or null: nothing that could be anything else.
 */
interface Prepared {
  sql: string;
  values: readonly (number | Uint8Array | null)[];
}

/** One statement of a batch: as text, or prepared. */
export type Step = string | Prepared;

/** The names of what a connection has prepared, by the statement's text. */
export type PreparedNames = Map<string, string>;

const literal = (value: number | Uint8Array | null): string => {
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  if (Number.isSafeInteger(value)) return String(value);
  throw new RangeError('a number in a batch must be whole');
};

/**
 * Runs the steps as one message, which PostgreSQL takes for one transaction: what is set for a transaction ends with
 * it, and an error rolls all of it back by itself. `exec` sends a text with several statements and answers the rows
 * of the last. What is not prepared yet is prepared first, after the plain steps before it: under the role it will
 * run with. Throws a RangeError, before anything is sent, for a number that is none.
 */
export const runBatch = async (
  steps: readonly Step[],
  names: PreparedNames,
  exec: (text: string) => Promise<object[]>,
): Promise<object[]> => {
  const literals = steps.map((step) => (typeof step === 'string' ? '' : step.values.map(literal).join(', ')));
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'string' || names.has(step.sql)) continue;
    const name = `batch_${names.size + 1}`;
    const before = steps.slice(0, index).filter((one) => typeof one === 'string');
    await exec([...before, `prepare ${name} as ${step.sql}`].join('; '));
    names.set(step.sql, name);
  }
  const texts = steps.map((step, index) => {
    if (typeof step === 'string') return step;
    const values = literals[index] ?? '';
    return `execute ${names.get(step.sql) ?? ''}${values === '' ? '' : `(${values})`}`;
  });
  return exec(texts.join('; '));
};
