import { tenantHeader } from '#contract/endpoints.ts';
import { readProblem } from '#contract/problem.ts';
import { ConnectionError, HttpError, UnreadableAnswerError } from './errors.ts';

/** Longer than the gateway waits for the service, so that its own clear answer arrives first. */
const patienceMs = 15_000;

export interface RequestOptions<T> {
  /** Turns the JSON into what the caller works with; the one place where an answer is parsed. */
  read: (json: unknown) => T;
  tenant?: string;
  signal?: AbortSignal;
}

/** `Retry-After` in seconds or as a date, as milliseconds since 1970. */
export const parseRetryAfter = (value: string | null, now: number): number | null => {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const send = async (path: string, init: RequestInit, signal: AbortSignal | undefined) => {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(path, {
      ...init,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    return { response, body: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ConnectionError(patience.aborted, error);
  }
};

const failure = (response: Response, body: string): HttpError =>
  new HttpError(response.status, {
    problem: readProblem(parseJson(body)),
    retryAt: parseRetryAfter(response.headers.get('Retry-After'), Date.now()),
    requestId: response.headers.get('X-Request-Id'),
  });

/**
 * Gets JSON from the page's own origin. Throws `ConnectionError` where no answer came, `HttpError` where it was
 * no, and `UnreadableAnswerError` where it was no JSON.
 */
export const get = async <T>(path: string, { read, tenant, signal }: RequestOptions<T>): Promise<T> => {
  const headers = new Headers({ Accept: 'application/json' });
  if (tenant !== undefined) headers.set(tenantHeader, tenant);
  const { response, body } = await send(path, { headers }, signal);
  if (!response.ok) throw failure(response, body);
  const json = parseJson(body);
  if (json === undefined) throw new UnreadableAnswerError(body);
  return read(json);
};

/** Posts without a body to the page's own origin, for what changes a state; the answer is not read. */
export const post = async (path: string): Promise<void> => {
  const { response, body } = await send(path, { method: 'POST' }, undefined);
  if (!response.ok) throw failure(response, body);
};
