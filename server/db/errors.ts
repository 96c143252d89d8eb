import { isDatabaseUnavailable } from '#server/database/errors.ts';

/** A statement the database refused. The message names no parameter, and the detail, which quotes data, is left out. */
class DatabaseError extends Error {
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

const sqlState = (error: Error): string | null =>
  'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;

/** An error of the driver, without the detail, which quotes data; any other error as it is. */
export const fromDriver = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  if (isDatabaseUnavailable(error)) return new DatabaseUnavailable(error.message);
  const code = sqlState(error);
  return code === null ? error : new DatabaseError(error.message, code);
};
