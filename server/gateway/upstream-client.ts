import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Agent, request as send } from 'undici';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** A response that was received completely. */
export interface UpstreamResponse {
  status: number;
  /** By lower-case name; several values of one name are joined with commas. */
  headers: ReadonlyMap<string, string>;
  /** Decompressed. */
  body: Buffer;
}

interface RequestOptions {
  headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the last byte must have arrived. */
  timeoutMs: number;
  /** Aborts the request. */
  signal?: AbortSignal | undefined;
}

export interface UpstreamClient {
  /**
   * One request; redirects are not followed. Throws an HttpProblem with one of `upstreamCodes` and the cause: 503 after
   * `timeoutMs`, when the connection is refused, reset or cut off, or when too many requests or bytes are in progress;
   * 502 when the response exceeds the size limit.
   */
  request(url: string, options: RequestOptions): Promise<UpstreamResponse>;
  close(): Promise<void>;
}

/** An appointment with thousands of products fits. Applies before and after decompression. */
const defaultMaxBytes = 8 * 1024 * 1024;

/** Bytes of all responses in progress; parsing and masking need about six times as much memory. */
const defaultMaxBufferedBytes = 32 * 1024 * 1024;

/** Seconds after which a failed request may be repeated. */
const retryAfterSeconds = 2;

const decompressors = new Map(
  Object.entries({ gzip: gunzip, br: brotliDecompress }).map(([coding, decompress]) => [
    coding,
    promisify<Buffer, { maxOutputLength: number }, Buffer>(decompress),
  ]),
);

const codeOf = (error: unknown): string =>
  error instanceof Error ? String(Reflect.get(error, 'code') ?? '') : '';

/** The connection was closed or reset, or the response is not valid HTTP. */
const isConnectionError = (error: unknown): boolean =>
  /^(UND_ERR_SOCKET|ECONNRESET|EPIPE|HPE_\w+)$/.test(codeOf(error));

/** The failure of a request as an HttpProblem. `responded`: the response headers had been received. */
const toUpstreamError = (cause: unknown, responded: boolean): HttpProblem => {
  if (cause instanceof HttpProblem) return cause;
  const fail = (code: string, message: string) =>
    new HttpProblem(503, code, message, { 'retry-after': String(retryAfterSeconds) }, { cause });
  if ((cause instanceof Error && cause.name === 'TimeoutError') || codeOf(cause).endsWith('_TIMEOUT'))
    return fail(upstreamCodes.timeout, 'The upstream service did not respond in time.');
  if (/^(UND_ERR_RES_EXCEEDED_MAX_SIZE|ERR_BUFFER_TOO_LARGE)$/.test(codeOf(cause)))
    return new HttpProblem(502, upstreamCodes.tooLarge, 'The upstream response is too large.', {}, { cause });
  if (responded) return fail(upstreamCodes.truncated, 'The upstream response was truncated.');
  return isConnectionError(cause)
    ? fail(upstreamCodes.reset, 'The upstream service closed the connection.')
    : fail(upstreamCodes.unreachable, 'The upstream service could not be reached.');
};

const overloaded = (): HttpProblem =>
  new HttpProblem(503, upstreamCodes.overloaded, 'Too many requests are in progress.', {
    'retry-after': String(retryAfterSeconds),
  });

/** Creates the HTTP client of the upstream API, which keeps connections alive and repeats a GET after a broken one. */
export const createUpstreamClient = ({
  maxBytes = defaultMaxBytes,
  maxBufferedBytes = defaultMaxBufferedBytes,
  connections = 64,
  maxRequests = 128,
} = {}): UpstreamClient => {
  // Idle connections are closed before most servers close them, so that few are reused at that moment.
  const dispatcher = new Agent({ keepAliveTimeout: 4000, connections, maxResponseSize: maxBytes });
  let requests = 0;
  let bufferedBytes = 0;

  /** Counts `bytes` until the request ends; fails it if that is more than all requests together may hold. */
  const reserve = (reserved: { bytes: number }, bytes: number): void => {
    if (bufferedBytes + bytes > maxBufferedBytes) throw overloaded();
    bufferedBytes += bytes;
    reserved.bytes += bytes;
  };

  return {
    async request(url, { headers = {}, timeoutMs, signal }) {
      if (requests >= maxRequests) throw overloaded();
      requests += 1;
      // Not AbortSignal.timeout(), whose timer would go on after the response.
      const aborter = new AbortController();
      const timer = setTimeout(
        () => aborter.abort(new DOMException('The request timed out.', 'TimeoutError')),
        timeoutMs,
      );
      const options = {
        dispatcher,
        headers: { 'accept-encoding': 'gzip, br', ...headers },
        signal: signal ? AbortSignal.any([aborter.signal, signal]) : aborter.signal,
      };
      const reserved = { bytes: 0 };
      let responded = false;
      try {
        const response = await send(url, options).catch((error: unknown) => {
          // The server may have closed an idle connection at this moment; a GET can be repeated.
          if (isConnectionError(error)) return send(url, options);
          throw error;
        });
        responded = true;
        const received = new Map(
          Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
        );
        const chunks: Buffer[] = [];
        for await (const chunk of response.body) {
          const bytes = Buffer.from(chunk);
          reserve(reserved, bytes.length);
          chunks.push(bytes);
        }
        const content = Buffer.concat(chunks);
        const decompress = decompressors.get(received.get('content-encoding')?.toLowerCase() ?? '');
        if (!decompress || content.length === 0)
          return { status: response.statusCode, headers: received, body: content };
        const body = await decompress(content, { maxOutputLength: maxBytes });
        reserve(reserved, body.length);
        return { status: response.statusCode, headers: received, body };
      } catch (error) {
        throw toUpstreamError(error, responded);
      } finally {
        clearTimeout(timer);
        requests -= 1;
        bufferedBytes -= reserved.bytes;
      }
    },
    close: () => dispatcher.close(),
  };
};
