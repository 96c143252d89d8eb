import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** An answer that has arrived whole. */
export interface WholeAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

export interface Bounds {
  /** Milliseconds until the last byte must be here. */
  patience: number;
  /** Bytes the body may have, unpacked. */
  limit: number;
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
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

const isBroken = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : null;
  if (!(cause instanceof Error)) return false;
  const code: unknown = Reflect.get(cause, 'code');
  return cause.name === 'HTTPParserError' || (typeof code === 'string' && broken.has(code));
};

const readWhole = async (response: Response, limit: number): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * One request, without following redirects and without a second try. Resolves when the answer is here to its last
 * byte, so that one that breaks off is a failure and not half an answer. Throws an HttpProblem with one of
 * `upstreamCodes`: 504 out of time, 502 refused, reset, broken off or over the limit.
 */
export const boundedFetch = async (
  url: string,
  init: RequestInit,
  { patience, limit }: Bounds,
): Promise<WholeAnswer> => {
  let begun = false;
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    begun = true;
    return { status: response.status, headers: response.headers, body: await readWhole(response, limit) };
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    if (error instanceof Error && error.name === 'TimeoutError') throw tooSlow();
    if (begun) throw truncated();
    throw isBroken(error) ? reset() : unreachable();
  }
};
