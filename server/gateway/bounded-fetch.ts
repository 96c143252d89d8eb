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

const tooSlow = (): HttpProblem =>
  new HttpProblem(504, 'gateway_timeout', 'The service did not answer in time.');
const unreachable = (): HttpProblem =>
  new HttpProblem(502, 'bad_gateway', 'The service could not be reached, or its answer broke off.');
const tooLarge = (): HttpProblem =>
  new HttpProblem(502, 'bad_gateway', 'The answer of the service is larger than this gateway takes.');

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
 * byte, so that one that breaks off is a failure and not half an answer. Throws an HttpProblem: 504 out of time,
 * 502 refused, reset, broken off or over the limit.
 */
export const boundedFetch = async (
  url: string,
  init: RequestInit,
  { patience, limit }: Bounds,
): Promise<WholeAnswer> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    return { status: response.status, headers: response.headers, body: await readWhole(response, limit) };
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw error instanceof Error && error.name === 'TimeoutError' ? tooSlow() : unreachable();
  }
};
