const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** Connection exceptions, timeouts, shutdown and start-up, too many connections: the statement may be retried. */
const unavailableState = /^(08...|57P0[1-5]|57014|53300|53400)$/;

const networkCode = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT)/;

/** The messages of `pg` and `pg-pool` for errors that have no code. */
const unavailableMessage =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/;

/** Whether the database could not be reached or did not respond in time, which is a 503. */
export const isDatabaseUnavailable = (error: unknown): boolean => {
  // pg tried several IP addresses of one host.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if ('syscall' in error) return networkCode.test(code);
  return code === '' ? unavailableMessage.test(error.message) : unavailableState.test(code);
};

/** Whether the database rejected a value, such as a NUL character or a day out of range. */
export const isInvalidData = (error: unknown): boolean =>
  error instanceof Error && /^22[0-9A-Z]{3}$/.test(codeOf(error));
