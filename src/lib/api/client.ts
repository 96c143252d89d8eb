import { tenantHeader } from '#contract/endpoints.ts';
import { readProblem } from '#contract/problem.ts';
import { backgroundHeader, purposeHeader } from '#contract/session.ts';
import { ConnectionError, HttpError, UnreadableResponseError } from './errors.ts';
import { parseJson } from './parse-json.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * Milliseconds that a request may take without progress. It exceeds the gateway's timeout, so that the gateway's error
 * arrives first. A slow connection that still delivers data does not time out.
 */
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

const yearMs = 366 * 86_400_000;

/**
 * `Retry-After` in seconds or as a date, in milliseconds since 1970 by this device's clock, at most a year from `now`;
 * null if it is neither. `sentAt` is when the response was sent by the server's clock, which may differ.
 */
export const parseRetryAfter = (value: string | null, now: number, sentAt = now): number | null => {
  if (value === null) return null;
  const wait = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - sentAt;
  return Number.isNaN(wait) ? null : now + Math.min(wait, yearMs);
};

/** Undefined if the text is not JSON. */
const tryParseJson = (body: string): unknown => {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
};

/** Reads the body and calls `onProgress` for every chunk. */
const readText = async ({ body }: Response, onProgress: () => void): Promise<string> => {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the chunks of a stream are read in order
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    onProgress();
    text += decoder.decode(value, { stream: true });
  }
};

const send = async (path: string, init: RequestInit, signal: AbortSignal | undefined) => {
  const controller = new AbortController();
  signal?.addEventListener('abort', () => controller.abort());
  if (signal?.aborted) controller.abort();
  let timedOut = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restartTimer = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timedOut = true;
      controller.abort();
    }, timeoutMs);
  };
  try {
    restartTimer();
    const response = await fetch(path, { ...init, signal: controller.signal });
    restartTimer();
    return { response, body: await readText(response, restartTimer) };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ConnectionError(timedOut, error);
  } finally {
    clearTimeout(timer);
  }
};

/** When the response was sent by the server's clock; by this device's without a `Date` header. */
const sentAt = (headers: Headers): number => Date.parse(headers.get('Date') ?? '') || Date.now();

/** The error of an unsuccessful response. */
export const httpError = (status: number, headers: Headers, json: unknown): HttpError =>
  new HttpError(status, {
    problem: readProblem(json),
    retryAt: parseRetryAfter(headers.get('Retry-After'), Date.now(), sentAt(headers)),
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
  if (json === undefined) throw new UnreadableResponseError(body);
  return read(json, body.length);
};

/**
 * Gets JSON from the page's own origin. Throws `ConnectionError` without a response, `HttpError` for an unsuccessful
 * one, and `UnreadableResponseError` if it is not JSON.
 */
export const get = <T>(path: string, options: RequestOptions<T>): Promise<T> => request(path, {}, options);

/** Posts JSON to the page's own origin. Throws the same errors as `get`. */
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
