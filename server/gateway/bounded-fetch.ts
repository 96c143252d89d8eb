import {
  Agent as HttpAgent,
  request as requestHttp,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** An answer that has arrived whole. */
export interface WholeAnswer {
  status: number;
  /** By their names in lower case; of one that came several times, all values with commas between. */
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

export interface Bounds {
  /** Milliseconds until the last byte must be here. */
  patience: number;
  /** Bytes the body may have, unpacked. */
  limit: number;
}

export interface Question {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  /** A form. */
  body?: URLSearchParams;
}

const failed = (status: number, code: string, message: string): HttpProblem =>
  new HttpProblem(status, code, message);
const tooSlow = (): HttpProblem => failed(504, upstreamCodes.timeout, 'The service did not answer in time.');
const unreachable = (): HttpProblem =>
  failed(502, upstreamCodes.unreachable, 'The service could not be reached.');
const reset = (): HttpProblem =>
  failed(502, upstreamCodes.reset, 'The service ended the connection before it answered.');
const truncated = (): HttpProblem =>
  failed(502, upstreamCodes.truncated, 'The answer of the service broke off.');
const tooLarge = (): HttpProblem =>
  failed(502, upstreamCodes.tooLarge, 'The answer of the service is larger than this gateway takes.');

/** What a connection that came about can fail with; whatever else fails before an answer is a connection that did not. */
const isBroken = (error: Error & { code?: string }): boolean =>
  /^(ECONNRESET|EPIPE|HPE_\w+)$/.test(error.code ?? '');

/** A server closes a connection that it thinks idle: so it looks to whoever sends the next question at that moment. */
const isClosed = (error: Error & { code?: string }): boolean => /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');

/** Milliseconds a connection is kept without use: less than most servers keep it, so that few are reused as they close. */
const idle = 4000;
const agents = {
  'http:': { request: requestHttp, agent: new HttpAgent({ keepAlive: true, timeout: idle }) },
  'https:': { request: requestHttps, agent: new HttpsAgent({ keepAlive: true, timeout: idle }) },
};

const unpackers = new Map(
  Object.entries({ gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: brotliDecompress }).map(
    ([coding, unpack]) => [coding, promisify<Buffer, { maxOutputLength: number }, Buffer>(unpack)],
  ),
);

const isTooLarge = (error: unknown): boolean =>
  error instanceof RangeError && Reflect.get(error, 'code') === 'ERR_BUFFER_TOO_LARGE';

/** The body as it was before it was packed. A coding that nobody asked for is left as it is: it will be no JSON. */
const unpack = async (body: Buffer, coding: string | undefined, limit: number): Promise<Buffer> => {
  const unpacker = body.length === 0 ? undefined : unpackers.get(coding?.toLowerCase() ?? '');
  if (unpacker === undefined) return body;
  return unpacker(body, { maxOutputLength: limit }).catch((error: unknown) => {
    throw isTooLarge(error) ? tooLarge() : truncated();
  });
};

const headersOf = (headers: IncomingHttpHeaders): Map<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));

/**
 * One request, without following redirects, and whatever it is answered without a second try. A GET on a kept
 * connection that turns out to be closed is sent again on a new one: the service has not had it, and the time is that
 * of one. Resolves when the answer is here to its last byte, so that one that breaks off is a failure and not half an
 * answer. Throws an HttpProblem with one of `upstreamCodes`: 504 out of time, 502 refused, reset, broken off or over
 * the limit.
 */
export const boundedFetch = async (
  url: string,
  { method = 'GET', headers = {}, body }: Question,
  { patience, limit }: Bounds,
): Promise<WholeAnswer> => {
  const target = new URL(url);
  const { request, agent } = agents[target.protocol === 'https:' ? 'https:' : 'http:'];
  const form = body?.toString();
  const allHeaders = {
    'accept-encoding': 'gzip, br',
    ...headers,
    ...(form !== undefined && {
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'content-length': Buffer.byteLength(form),
    }),
  };
  const answer = await new Promise<{ head: IncomingMessage; packed: Buffer }>((resolve, reject) => {
    const timer = setTimeout(() => fail(tooSlow()), patience);
    /** `kept`: whether a kept connection will do. */
    const send = (kept: boolean): ClientRequest => {
      const out = request(target, { agent: kept && agent, method, headers: allHeaders });
      let received = 0;
      let begun = false;
      out.on('socket', (socket) => {
        received = socket.bytesRead;
      });
      out.on('error', (error) => {
        const unanswered = !begun && out.socket?.bytesRead === received;
        if (out.reusedSocket && method === 'GET' && unanswered && isClosed(error)) current = send(false);
        else if (begun) fail(truncated());
        else fail(isBroken(error) ? reset() : unreachable());
      });
      out.on('response', (head) => {
        begun = true;
        const chunks: Buffer[] = [];
        let size = 0;
        head.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > limit) fail(tooLarge());
        });
        head.on('error', () => fail(truncated()));
        head.on('close', () => {
          clearTimeout(timer);
          if (head.complete) resolve({ head, packed: Buffer.concat(chunks, size) });
          else fail(truncated());
        });
      });
      out.end(form);
      return out;
    };
    let current = send(true);
    const fail = (problem: HttpProblem): void => {
      clearTimeout(timer);
      reject(problem);
      current.destroy();
    };
  });
  return {
    status: answer.head.statusCode ?? 0,
    headers: headersOf(answer.head.headers),
    body: await unpack(answer.packed, answer.head.headers['content-encoding'], limit),
  };
};
