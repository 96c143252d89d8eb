import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemBody } from '#contract/schedule.schema.ts';
import { capabilityCodes, problemCode } from '#contract/problem.ts';
import { HttpProblem, problemOf } from '#server/http/http-problem.ts';
import { invalidJson, readJsonText } from '../appointments/forward.ts';
import type { Session } from '../auth/sessions.ts';
import type { UpstreamResponse } from '../upstream-client.ts';
import type { RateBudget } from './rate-budget.ts';

/** A request of the page, for which the service is called. */
export interface Call {
  request: FastifyRequest;
  session: Session;
  clinic: string;
  /** Aborted when the page aborts its request. */
  signal: AbortSignal;
}

export interface ServiceCalls {
  /**
   * The JSON of `GET path`, and the headers that the page acts on. Throws an HttpProblem without text of the service: a
   * 404 and 405 are `unsupported` unless the path names a record.
   */
  get(
    call: Call,
    path: string,
    named?: 'record',
  ): Promise<{ json: unknown; headers: Record<string, string> }>;
}

export const unsupported = (): HttpProblem =>
  new HttpProblem(501, capabilityCodes.unsupported, 'The service does not support this request.');

const lacksScope = ({ status, headers }: UpstreamResponse, code: string): boolean =>
  status === 403 && /scope/i.test(`${code} ${headers.get('www-authenticate') ?? ''}`);

/** The message of the service is not kept: it may quote the request. */
const translate = (problem: HttpProblem, response: UpstreamResponse, named: 'record' | undefined) => {
  const { status, code, headers } = problem;
  if (status === 405 || status === 501 || (status === 404 && named === undefined)) return unsupported();
  if (lacksScope(response, code))
    return new HttpProblem(403, capabilityCodes.missingScope, problemOf(403).message, headers);
  const kept = response.status >= 400 ? problemCode(status) : code;
  return new HttpProblem(status, kept, problemOf(status).message, headers);
};

export const createServiceCalls = (
  { upstream }: Pick<FastifyInstance, 'upstream'>,
  budget: RateBudget,
): ServiceCalls => ({
  async get({ request, session, clinic, signal }, path, named) {
    const response = await upstream.get(request, session, path, clinic, signal);
    budget.record(session.id, response.headers);
    let received;
    try {
      received = readJsonText(response);
    } catch (error) {
      throw error instanceof HttpProblem ? translate(error, response, named) : error;
    }
    try {
      return { json: JSON.parse(received.text), headers: received.headers };
    } catch {
      // Without the cause, which quotes the response.
      throw invalidJson();
    }
  },
});

/** Aborts when the connection is closed before the response is complete. */
export const abortSignal = ({ raw }: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
};

/** Seconds from `Retry-After`; null if it is missing or neither a number nor a date. */
const retryAfter = (value: string | undefined): number | null => {
  if (value === undefined) return null;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
};

/** A failure as the problem of a part of a response. Throws a 401, and what is no HttpProblem. */
export const toPartProblem = (error: unknown): ProblemBody => {
  if (!(error instanceof HttpProblem) || error.status === 401) throw error;
  return { error: error.code, retry_after: retryAfter(error.headers['retry-after']) };
};

/** Runs `work` for each item, `limit` at a time; the results are in the order of the items. */
export const mapConcurrently = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      // oxlint-disable-next-line no-await-in-loop -- `limit` of these loops run at a time
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
  return results;
};
