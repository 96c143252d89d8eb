import type { Command } from './command.ts';
import { DatabaseError, fromPglite } from './errors.ts';

/** To the worker: commands to run, or null to close. Ids start at 1. */
export interface Request {
  id: number;
  commands: readonly Command[] | null;
}

/** From the worker; id 0 says whether it could start. A copied Error loses its class, hence the plain form. */
export type Reply = { id: number; rows: object[] } | { id: number; error: ReplyError };

export interface ReplyError {
  message: string;
  code: string | null;
}

export const toReplyError = (error: unknown): ReplyError => {
  const known = fromPglite(error);
  return { message: known.message, code: known instanceof DatabaseError ? known.code : null };
};

export const fromReplyError = ({ message, code }: ReplyError): Error => new DatabaseError(message, code);

export const readWorkerData = (data: unknown): { directory: string | null } => {
  if (typeof data === 'object' && data !== null && 'directory' in data) {
    const { directory } = data;
    if (directory === null || typeof directory === 'string') return { directory };
  }
  throw new TypeError('the PGlite worker needs { directory }');
};
