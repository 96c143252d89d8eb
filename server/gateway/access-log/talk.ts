import * as z from 'zod/mini';
import type { Database } from '#server/db/client.ts';
import { actions, type Entry, readEntries } from './store.ts';

/** The access log over the lock of the data directory: a question is a span, an answer's line an entry. */

export interface Span {
  since: Date;
  /** What is at this time or later is left out; null leaves out nothing. */
  until: Date | null;
}

const kind = 'access-log';
const questionSchema = z.strictObject({
  ask: z.literal(kind),
  since: z.iso.datetime(),
  until: z.nullable(z.iso.datetime()),
});
const entrySchema = z.object({
  at: z.iso.datetime(),
  who: z.string(),
  clinic: z.string(),
  appointment: z.string(),
  action: z.enum(actions),
  requestId: z.string(),
});

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

export const questionOf = ({ since, until }: Span): string =>
  JSON.stringify({ ask: kind, since: since.toISOString(), until: until?.toISOString() ?? null });

async function* answer(db: Database, span: Span): AsyncGenerator<string> {
  for await (const entry of readEntries(db, span)) yield JSON.stringify(entry);
}

/** The lines that answer a question; null where it is none about the access log. */
export const answerAccessLog = (db: Database, line: string): AsyncIterable<string> | null => {
  const question = questionSchema.safeParse(parse(line));
  if (!question.success) return null;
  const { since, until } = question.data;
  return answer(db, { since: new Date(since), until: until === null ? null : new Date(until) });
};

/** An entry as it came in an answer's line. Throws where it is none. */
export const entryOf = (line: string): Entry => {
  const { at, ...entry } = entrySchema.parse(parse(line));
  return { ...entry, at: new Date(at) };
};
