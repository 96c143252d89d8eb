import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, parseRetryAfter } from './client.ts';
import { ConnectionError, HttpError, UnreadableAnswerError } from './errors.ts';

const respond = (response: Response | Error) =>
  vi.stubGlobal('fetch', async () => {
    if (response instanceof Error) throw response;
    return response;
  });

const read = (json: unknown) => json;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-11-22T09:00:00Z');
  it.each([
    ['30', now + 30_000],
    ['0', now],
    ['Sun, 22 Nov 2026 09:01:00 GMT', now + 60_000],
    ['soon', null],
    [null, null],
  ])('reads %j', (header, at) => {
    expect(parseRetryAfter(header, now)).toBe(at);
  });
});

describe('get', () => {
  it('returns what the reader makes of the JSON', async () => {
    respond(Response.json({ a: 1 }));
    await expect(get('/x', { read: (json) => [json] })).resolves.toEqual([{ a: 1 }]);
  });

  it('throws HttpError with status, problem, retryAt and requestId', async () => {
    respond(
      Response.json(
        { error: 'too_many_requests', message: 'Slow down.' },
        { status: 429, headers: { 'Retry-After': 'Sun, 22 Nov 2026 09:01:00 GMT', 'X-Request-Id': 'r-1' } },
      ),
    );
    const error: unknown = await get('/x', { read }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({
      status: 429,
      problem: { error: 'too_many_requests', message: 'Slow down.' },
      retryAt: Date.parse('2026-11-22T09:01:00Z'),
      requestId: 'r-1',
    });
  });

  it('throws HttpError when the error body is not JSON', async () => {
    respond(new Response('<html>', { status: 502 }));
    await expect(get('/x', { read })).rejects.toMatchObject({ status: 502, problem: null });
  });

  it('throws UnreadableAnswerError with the body when it is not JSON', async () => {
    respond(new Response('{"cut":'));
    const error: unknown = await get('/x', { read }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableAnswerError);
    expect(error).toMatchObject({ body: '{"cut":' });
  });

  it('throws ConnectionError when there is no response', async () => {
    respond(new TypeError('Failed to fetch'));
    await expect(get('/x', { read })).rejects.toBeInstanceOf(ConnectionError);
  });
});
