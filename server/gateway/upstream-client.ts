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
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  /** A form. */
  body?: URLSearchParams;
  /** Milliseconds until the last byte must have arrived. */
  timeoutMs: number;
  /** Aborts the request. */
  signal?: AbortSignal | undefined;
}

export interface UpstreamClient {
  /**
   * One request; redirects are not followed. Throws an HttpProblem with one of `upstreamCodes` and the cause: 504 after
   * `timeoutMs`, 502 when the connection is refused, reset, cut off, or the response exceeds the size limit.
   */
  request(url: string, options: RequestOptions): Promise<UpstreamResponse>;
  close(): Promise<void>;
}

/** An appointment with thousands of products fits. Applies before and after decompression. */
const defaultMaxBytes = 32 * 1024 * 1024;

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
  const fail = (status: number, code: string, message: string) =>
    new HttpProblem(status, code, message, {}, { cause });
  if ((cause instanceof Error && cause.name === 'TimeoutError') || codeOf(cause).endsWith('_TIMEOUT'))
    return fail(504, upstreamCodes.timeout, 'The upstream service did not respond in time.');
  if (/^(UND_ERR_RES_EXCEEDED_MAX_SIZE|ERR_BUFFER_TOO_LARGE)$/.test(codeOf(cause)))
    return fail(502, upstreamCodes.tooLarge, 'The upstream response is too large.');
  if (responded) return fail(502, upstreamCodes.truncated, 'The upstream response was truncated.');
  return isConnectionError(cause)
    ? fail(502, upstreamCodes.reset, 'The upstream service closed the connection.')
    : fail(502, upstreamCodes.unreachable, 'The upstream service could not be reached.');
};

/** Creates the HTTP client of the upstream API, which keeps connections alive and repeats a GET after a broken one. */
export const createUpstreamClient = ({
  maxBytes = defaultMaxBytes,
  connections = 64,
} = {}): UpstreamClient => {
  // Idle connections are closed before most servers close them, so that few are reused at that moment.
  const dispatcher = new Agent({ keepAliveTimeout: 4000, connections, maxResponseSize: maxBytes });

  return {
    async request(url, { method = 'GET', headers = {}, body: form, timeoutMs, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const options = {
        dispatcher,
        method,
        headers: {
          'accept-encoding': 'gzip, br',
          ...headers,
          ...(form && { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }),
        },
        body: form?.toString() ?? null,
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      };
      let responded = false;
      try {
        const response = await send(url, options).catch((error: unknown) => {
          // The server may have closed an idle connection at this moment; a GET can be repeated.
          if (method === 'GET' && isConnectionError(error)) return send(url, options);
          throw error;
        });
        responded = true;
        const received = new Map(
          Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
        );
        const body = Buffer.from(await response.body.arrayBuffer());
        const decompress = decompressors.get(received.get('content-encoding')?.toLowerCase() ?? '');
        return {
          status: response.statusCode,
          headers: received,
          body: decompress && body.length > 0 ? await decompress(body, { maxOutputLength: maxBytes }) : body,
        };
      } catch (error) {
        throw toUpstreamError(error, responded);
      }
    },
    close: () => dispatcher.close(),
  };
};
