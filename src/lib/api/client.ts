import { tenantHeader } from '#contract/endpoints.ts';
import { readProblem } from '#contract/problem.ts';
import { backgroundHeader, purposeHeader } from '#contract/session.ts';
import { ConnectionError, HttpError, UnreadableAnswerError } from './errors.ts';
import { parseJson } from './parse-json.ts';
import { noteRateLimit } from './rate-budget.ts';

/** Longer than the gateway waits for the service, so that its own clear answer arrives first. */
const patienceMs = 15_000;

export interface RequestOptions<T> {
  /** Turns the JSON into what the caller works with; the one place where an answer is parsed. */
  read: (json: unknown, headers: Headers) => T;
  tenant?: string;
  /** Nobody asked for it: it must not keep a sign-in alive. */
  background?: boolean;
  /** Nobody has opened it yet. */
  prefetch?: boolean;
  /** What is there already, and the tag it came with: it is the answer where nothing has changed. */
  held?: { tag: string; value: T } | undefined;
  signal?: AbortSignal;
}

/** `Retry-After` in seconds or as a date, as milliseconds since 1970. */
export const parseRetryAfter = (value: string | null, now: number): number | null => {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
};

/** Undefined where the text is no JSON. */
const jsonOf = (body: string): unknown => {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
};

/** An answer that came before anybody asked, for whoever asks first: with the document, from the gateway. */
const carried = new Map<string, Response>();

const carriedKey = (path: string, headers: Headers): string => `${headers.get(tenantHeader) ?? ''} ${path}`;

/** Has the next request of this kind answered by what is there already. */
export const carryAnswer = (path: string, tenant: string, response: Response): void => {
  carried.set(carriedKey(path, new Headers({ [tenantHeader]: tenant })), response);
};

const takeCarried = (path: string, headers: Headers): Response | undefined => {
  const key = carriedKey(path, headers);
  const response = carried.get(key);
  carried.delete(key);
  return response;
};

const send = async (
  path: string,
  init: RequestInit & { headers: Headers },
  signal: AbortSignal | undefined,
) => {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const there = init.method === undefined ? takeCarried(path, init.headers) : undefined;
    const response =
      there ??
      (await fetch(path, {
        ...init,
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
      }));
    const body = await response.text();
    noteRateLimit(response.headers);
    return { response, body };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ConnectionError(patience.aborted, error);
  }
};

const failure = (response: Response, body: string): HttpError =>
  new HttpError(response.status, {
    problem: readProblem(jsonOf(body)),
    retryAt: parseRetryAfter(response.headers.get('Retry-After'), Date.now()),
    requestId: response.headers.get('X-Request-Id'),
  });

const headersFor = ({ tenant, background, prefetch, held }: RequestOptions<unknown>): Headers => {
  const headers = new Headers({ Accept: 'application/json' });
  if (tenant !== undefined) headers.set(tenantHeader, tenant);
  if (background) headers.set(backgroundHeader, '1');
  if (prefetch) headers.set(purposeHeader, 'prefetch');
  if (held) headers.set('If-None-Match', held.tag);
  return headers;
};

const request = async <T>(
  path: string,
  init: RequestInit & { headers: Headers },
  { read, signal, held }: RequestOptions<T>,
): Promise<T> => {
  const { response, body } = await send(path, init, signal);
  if (response.status === 304 && held) return held.value;
  if (!response.ok) throw failure(response, body);
  const json = body === '' ? null : jsonOf(body);
  if (json === undefined) throw new UnreadableAnswerError(body);
  return read(json, response.headers);
};

/**
 * Gets JSON from the page's own origin. Throws `ConnectionError` where no answer came, `HttpError` where it was
 * no, and `UnreadableAnswerError` where it was no JSON.
 */
export const get = <T>(path: string, options: RequestOptions<T>): Promise<T> =>
  request(path, { headers: headersFor(options) }, options);

/** Posts to the page's own origin, for what changes or records something. Throws as `get` does. */
export const post = <T>(path: string, options: RequestOptions<T>, body?: object): Promise<T> => {
  const headers = headersFor(options);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  return request(
    path,
    { method: 'POST', headers, body: body === undefined ? null : JSON.stringify(body) },
    options,
  );
};
