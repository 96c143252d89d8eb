import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, parseRetryAfter } from './client.ts';
import { ConnectionError, HttpError, UnreadableAnswerError } from './errors.ts';

const answer = (response: Response | Error) =>
  vi.stubGlobal('fetch', async () => {
    if (response instanceof Error) throw response;
    return response;
  });

const read = (json: unknown) => json;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('when to come back', () => {
  const now = Date.parse('2026-11-22T09:00:00Z');
  it.each([
    ['30', now + 30_000],
    ['0', now],
    ['Sun, 22 Nov 2026 09:01:00 GMT', now + 60_000],
    ['soon', null],
    [null, null],
  ])('%s', (header, at) => {
    expect(parseRetryAfter(header, now)).toBe(at);
  });
});

describe('an answer', () => {
  it('is read by its reader', async () => {
    answer(Response.json({ a: 1 }));
    await expect(get('/x', { read: (json) => [json] })).resolves.toEqual([{ a: 1 }]);
  });

  it('that is no carries status, problem, time and reference', async () => {
    answer(
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

  it('that is no with a body of another form is still a no', async () => {
    answer(new Response('<html>', { status: 502 }));
    await expect(get('/x', { read })).rejects.toMatchObject({ status: 502, problem: null });
  });

  it('that is no JSON is kept whole', async () => {
    answer(new Response('{"cut":'));
    const error: unknown = await get('/x', { read }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableAnswerError);
    expect(error).toMatchObject({ body: '{"cut":' });
  });

  it('that never comes is a failure to connect', async () => {
    answer(new TypeError('Failed to fetch'));
    await expect(get('/x', { read })).rejects.toBeInstanceOf(ConnectionError);
  });
});
