import { tenantHeader } from '#contract/endpoints.ts';
import { readProblem } from '#contract/problem.ts';
import { backgroundHeader, purposeHeader } from '#contract/session.ts';
import { ConnectionError, HttpError, UnreadableAnswerError } from './errors.ts';
import { parseJson } from './parse-json.ts';
import type { RateLimit } from './rate-limit.ts';

/** Longer than the gateway waits for the service, so that its own error arrives first. */
const timeoutMs = 15_000;

export interface RequestOptions<T> {
  /** Parses the JSON of a successful response; `size` is the length of its text. */
  read: (json: unknown, size: number) => T;
  tenant?: string;
  /** Not requested by the user: it must not extend the session. */
  background?: boolean;
  /** Requested before the user opens it. */
  prefetch?: boolean;
  signal?: AbortSignal;
  rateLimit?: RateLimit | undefined;
}

/** `Retry-After` in seconds or as a date, in milliseconds since 1970; null if it is neither. */
export const parseRetryAfter = (value: string | null, now: number): number | null => {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
};

/** Undefined if the text is not JSON. */
const tryParseJson = (body: string): unknown => {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
};

const send = async (path: string, init: RequestInit, signal: AbortSignal | undefined) => {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  try {
    const response = await fetch(path, { ...init, signal: controller.signal });
    return { response, body: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ConnectionError(timedOut, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
};

/** The error of an unsuccessful response. */
export const httpError = (status: number, headers: Headers, json: unknown): HttpError =>
  new HttpError(status, {
    problem: readProblem(json),
    retryAt: parseRetryAfter(headers.get('Retry-After'), Date.now()),
    requestId: headers.get('X-Request-Id'),
  });

const request = async <T>(path: string, init: RequestInit, options: RequestOptions<T>): Promise<T> => {
  const { read, tenant, background, prefetch, signal, rateLimit } = options;
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  if (tenant !== undefined) headers.set(tenantHeader, tenant);
  if (background) headers.set(backgroundHeader, '1');
  if (prefetch) headers.set(purposeHeader, 'prefetch');
  const { response, body } = await send(path, { ...init, headers }, signal);
  rateLimit?.record(response.headers);
  const json = body === '' ? null : tryParseJson(body);
  if (!response.ok) throw httpError(response.status, response.headers, json);
  if (json === undefined) throw new UnreadableAnswerError(body);
  return read(json, body.length);
};

/**
 * Gets JSON from the page's own origin. Throws `ConnectionError` without a response, `HttpError` for an unsuccessful
 * one, and `UnreadableAnswerError` if it is not JSON.
 */
export const get = <T>(path: string, options: RequestOptions<T>): Promise<T> => request(path, {}, options);

/** Posts to the page's own origin, for what changes or records something. Throws as `get` does. */
export const post = <T>(path: string, options: RequestOptions<T>, body?: object): Promise<T> =>
  request(
    path,
    {
      method: 'POST',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    },
    options,
  );
