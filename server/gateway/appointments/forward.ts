import type { FastifyReply } from 'fastify';
import { problemCode, readProblem, upstreamCodes } from '#contract/problem.ts';
import { HttpProblem, problemOf } from '#server/http/http-problem.ts';
import { maskIdentityNumbers } from '../privacy/mask.ts';
import type { UpstreamResponse } from '../upstream-client.ts';

/** Upstream headers that are forwarded. The etag is not: masked digits could be guessed from that of the whole record. */
const forwardedHeaders = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

const isJson = (contentType: string | undefined): boolean =>
  /^application\/([\w.-]+\+)?json *(;|$)/i.test(contentType ?? '');

const parseOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const unexpectedResponse = (code: string): HttpProblem =>
  new HttpProblem(502, code, 'The upstream response is not valid.');

/** The 502 for an upstream response that is not valid JSON. */
export const invalidJson = (): HttpProblem => unexpectedResponse(upstreamCodes.invalidJson);

/**
 * The text of a JSON response, with the headers to forward; invalid UTF-8 becomes U+FFFD. Throws an HttpProblem: an
 * error response as it is, in the documented form, and a 502 for any other response that is not a 200 with JSON.
 */
export const readJsonText = ({ status, headers: received, body }: UpstreamResponse) => {
  const headers: Record<string, string> = {};
  for (const name of forwardedHeaders) {
    const value = received.get(name);
    if (value !== undefined) headers[name] = value;
  }
  const text = new TextDecoder().decode(body);
  const json = isJson(received.get('content-type'));
  if (status >= 400 && status <= 599) {
    const problem = json ? readProblem(parseOrNull(text)) : null;
    const message = problem?.message || problemOf(status).message;
    throw new HttpProblem(status, problem?.error ?? problemCode(status), message, headers);
  }
  if (status !== 200) throw unexpectedResponse(upstreamCodes.status);
  if (!json) throw unexpectedResponse(upstreamCodes.contentType);
  return { text, headers };
};

/** The JSON text of a response with its identity numbers masked. Throws like `readJsonText`, and a 502 for invalid JSON. */
export const parseAndMask = (
  response: UpstreamResponse,
): { json: string; headers: Record<string, string> } => {
  const { text, headers } = readJsonText(response);
  const json = maskIdentityNumbers(text);
  if (json === null) throw invalidJson();
  return { json, headers };
};

/** Sends an upstream response to the browser, masked. `logAccess` is awaited first. Throws like `parseAndMask`. */
export const sendUpstreamResponse = async (
  reply: FastifyReply,
  response: UpstreamResponse,
  logAccess: () => Promise<void> = async () => undefined,
): Promise<FastifyReply> => {
  const { json, headers } = parseAndMask(response);
  await logAccess();
  return reply
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type('application/json; charset=utf-8')
    .send(json);
};
