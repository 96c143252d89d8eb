import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { sendInParts } from './send-in-parts.ts';

let app: FastifyInstance;
afterEach(() => app.close());

/** Asks for a document whose rest is what `rest` answers, and reads it as it comes. */
const open = async (rest: () => Promise<readonly string[]>, headers: Record<string, string> = {}) => {
  app = Fastify({ forceCloseConnections: true });
  app.get('/', (request, reply) =>
    sendInParts(request, reply, {
      first: '<head>',
      rest: rest(),
      besides: '<besides>',
      otherwise: ['<otherwise>', '<end>'],
    }),
  );
  const { body } = await fetch(await app.listen({ host: '127.0.0.1', port: 0 }), { headers });
  if (body === null) throw new Error('the answer has no body');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** Reads on until `wanted` has come, or all has. */
  const until = async (wanted: string): Promise<string> => {
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
    return text;
  };
  return { until };
};
const codings = [{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip' }];

test.each(codings)('what can be read comes before what else is fetched (%j)', async (headers) => {
  const { until } = await open(async () => ['<read>', '<end>'], headers);
  expect(await until('<end>')).toBe('<head><read><besides><end>');
});

test.each(codings)('what else is fetched does not wait for a slow record (%j)', async (headers) => {
  let arrive = (_parts: readonly string[]) => {};
  const held = new Promise<readonly string[]>((resolve) => {
    arrive = resolve;
  });
  const { until } = await open(() => held, headers);
  expect(await until('<besides>')).toBe('<head><besides>');
  arrive(['<read>', '<end>']);
  expect(await until('<end>')).toBe('<head><besides><read><end>');
});

test('where the rest fails, the answer ends with what stands for it', async () => {
  const { until } = await open(() => Promise.reject(new Error('failed')));
  expect(await until('<end>')).toBe('<head><otherwise><besides><end>');
});
