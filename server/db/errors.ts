/** A statement the database refused. The message names no parameter, and the detail, which quotes data, is left out. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
  /** SQLSTATE, where the database gave one. */
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** The database cannot be reached at present: nothing is known to be wrong with the statement. Answers as 503. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  readonly statusCode = 503;
}

/** Connection exceptions, shutdown and start-up, and no connection left: they pass, the statement may be tried again. */
const passing = /^(08|57P0[1-5]|53300|53400)/;

const sqlState = (error: Error): string | null =>
  'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;

/** An error of the engine in this process: always about the statement, there is no connection to lose. */
export const fromPglite = (error: unknown): Error => {
  if (error instanceof DatabaseError || error instanceof DatabaseUnavailable) return error;
  if (!(error instanceof Error)) return new DatabaseError(String(error), null);
  return new DatabaseError(error.message, sqlState(error));
};

/**
 * An error of a server's driver: a refused statement, or a lost connection. What carries no SQLSTATE never reached
 * the server or never came back (refused, reset, timed out), unless it is our own reading of a value that failed.
 */
export const fromServer = (error: unknown): Error => {
  if (error instanceof RangeError || error instanceof TypeError)
    return new DatabaseError(error.message, null);
  if (!(error instanceof Error)) return new DatabaseUnavailable(String(error));
  const code = sqlState(error);
  if (code === null || passing.test(code)) return new DatabaseUnavailable(error.message);
  return new DatabaseError(error.message, code);
};
