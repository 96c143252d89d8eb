import { randomUUID } from 'node:crypto';

export const requestIdHeader = 'x-request-id';

/** The id that came with a request where it is well-formed, else a new one. A foreign id ends up in logs and headers. */
export const requestId = (came: string | string[] | undefined): string =>
  typeof came === 'string' && /^[\w-]{8,64}$/.test(came) ? came : randomUUID();
