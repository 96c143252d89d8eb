import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { get, parseRetryAfter } from './client.ts';
import { ConnectionError, HttpError, UnreadableResponseError } from './errors.ts';

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
  ])('returns for %j: %j', (header, retryAt) => {
    expect(parseRetryAfter(header, now)).toBe(retryAt);
  });

  it('reads a date relative to the clock of the server', () => {
    const sentAt = now + 7_200_000;
    expect(parseRetryAfter('Sun, 22 Nov 2026 11:00:30 GMT', now, sentAt)).toBe(now + 30_000);
  });

  it('limits the wait to a year', () => {
    expect(parseRetryAfter('9'.repeat(30), now)).toBe(now + 366 * 86_400_000);
  });
});

describe('get', () => {
  it('returns the result of the reader for a JSON response', async () => {
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

  it('throws UnreadableResponseError with the body when it is not JSON', async () => {
    respond(new Response('{"cut":'));
    const error: unknown = await get('/x', { read }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ body: '{"cut":' });
  });

  it('measures the date of Retry-After from the Date of the response', async () => {
    const headers = {
      Date: new Date(Date.now() + 7_200_000).toUTCString(),
      'Retry-After': new Date(Date.now() + 7_230_000).toUTCString(),
    };
    respond(Response.json({}, { status: 503, headers }));
    const error: unknown = await get('/x', { read }).catch((reason: unknown) => reason);
    const wait = error instanceof HttpError && error.retryAt !== null ? error.retryAt - Date.now() : null;
    expect(wait).toBeGreaterThan(25_000);
    expect(wait).toBeLessThanOrEqual(31_000);
  });

  describe('from a slow connection', () => {
    /** Responds with pieces of JSON, one every 10 s; a null stalls for good. */
    const deliver = (pieces: (string | null)[]) =>
      vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
          pull: async (controller) => {
            await new Promise((resolve) => {
              setTimeout(resolve, 10_000);
            });
            const piece = pieces.shift();
            if (piece === null) return new Promise(() => undefined);
            if (piece === undefined) return controller.close();
            return controller.enqueue(new TextEncoder().encode(piece));
          },
        });
        return new Response(body);
      });
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('waits as long as the body makes progress', async () => {
      deliver(['{"a"', ':', '"é', '"}']);
      const result = get('/x', { read: (json) => json });
      await vi.advanceTimersByTimeAsync(60_000);
      await expect(result).resolves.toEqual({ a: 'é' });
    });

    it('throws ConnectionError after 15 seconds without progress', async () => {
      deliver(['{"a"', null]);
      const error = get('/x', { read }).catch((reason: unknown) => reason);
      await vi.advanceTimersByTimeAsync(36_000);
      expect(await error).toMatchObject({ name: 'ConnectionError', timedOut: true });
    });
  });

  it('throws ConnectionError when there is no response', async () => {
    respond(new TypeError('Failed to fetch'));
    await expect(get('/x', { read })).rejects.toBeInstanceOf(ConnectionError);
  });
});
