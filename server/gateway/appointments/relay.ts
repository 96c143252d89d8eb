import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemCode, readProblem, upstreamCodes } from '#contract/problem.ts';
import { preferredCoding } from '#server/http/content-coding.ts';
import { HttpProblem, problemOf } from '#server/http/http-problem.ts';
import { maskIdentityNumbers } from '../privacy/identity-number.ts';
import type { UpstreamResponse } from '../upstream-client.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** What of the service's headers a browser may see: no cookies, no server names, no entity tag: one made from the whole
 * record would let the masked digits be guessed. */
const passed = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'] as const;

const isJson = (type: string | undefined): boolean =>
  /^application\/([\w.-]+\+)?json *(;|$)/i.test(type ?? '');

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

/** An error answer in the documented form, the service's own words where it used that form. */
const problemFrom = (
  { status, headers, body }: UpstreamResponse,
  kept: Record<string, string>,
): HttpProblem => {
  const own = isJson(headers.get('content-type')) ? readProblem(parse(body)) : null;
  const usual = problemOf(status);
  return new HttpProblem(status, own?.error ?? problemCode(status), own?.message || usual.message, kept);
};

/** Below this many bytes, packing costs more than it saves. */
const worthPacking = 1024;

interface Packed {
  encoding: string | null;
  body: Buffer;
}

const pack = async (request: FastifyRequest, body: Buffer): Promise<Packed> => {
  const encoding = body.length < worthPacking ? null : preferredCoding(request.headers['accept-encoding']);
  if (encoding === 'br') {
    // Quality 4 takes about as long as gzip and packs tighter; higher ones are for files that are packed once.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    return { encoding, body: await toBrotli(body, { params }) };
  }
  if (encoding === 'gzip') return { encoding, body: await toGzip(body, { level: 6 }) };
  return { encoding, body };
};

/** The headers of an answer that go on to the browser. */
const keptOf = (headers: UpstreamResponse['headers']): Record<string, string> =>
  Object.fromEntries(
    passed.flatMap((name) => {
      const value = headers.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

const notTheRecord = (code: string): HttpProblem =>
  new HttpProblem(502, code, 'The service answered with something that is not the record.');

/**
 * Reads an answer as JSON text, with the headers that go on. Throws an HttpProblem for every error status, and a 502
 * where a success is not labelled as JSON (a proxy's page, a redirect). Bytes that are no UTF-8 become U+FFFD.
 */
export const readJsonText = (answer: UpstreamResponse): { text: string; kept: Record<string, string> } => {
  const { status, headers, body } = answer;
  const kept = keptOf(headers);
  if (status >= 400 && status <= 599) throw problemFrom(answer, kept);
  if (status !== 200) throw notTheRecord(upstreamCodes.status);
  if (!isJson(headers.get('content-type'))) throw notTheRecord(upstreamCodes.contentType);
  return { text: new TextDecoder().decode(body), kept };
};

/** Where an answer is no JSON at all: nothing of it goes on. */
export const noJson = (): HttpProblem => notTheRecord(upstreamCodes.invalidJson);

/**
 * Reads an answer as the JSON text that may go on, its identity numbers masked. Throws like `readJsonText`, and a 502
 * where the body is no JSON.
 */
export const readMasked = (answer: UpstreamResponse): { masked: string; kept: Record<string, string> } => {
  const { text, kept } = readJsonText(answer);
  const masked = maskIdentityNumbers(text);
  if (masked === null) throw noJson();
  return { masked, kept };
};

/**
 * Sends the service's response on to the browser: status, JSON body with the identity numbers masked, and the few
 * headers that a client acts upon. `before` is awaited first: where it rejects, nothing is sent. Throws like
 * `readMasked`.
 */
export const relay = async (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: UpstreamResponse,
  before: () => Promise<void>,
): Promise<FastifyReply> => {
  void reply.header('cache-control', 'no-store').header('vary', 'accept-encoding');
  const { masked, kept } = readMasked(answer);
  const [, { encoding, body }] = await Promise.all([before(), pack(request, Buffer.from(masked))]);
  void reply.headers(kept).type('application/json; charset=utf-8');
  if (encoding !== null) void reply.header('content-encoding', encoding);
  return reply.send(body);
};
