import { PassThrough, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredCoding } from '#server/http/content-coding.ts';

interface Parts {
  /** Goes out at once, while the rest is still to come. */
  first: string;
  /** Each goes out before the next is packed. */
  rest: Promise<readonly string[]>;
  /** In place of the rest where it fails: an answer that has begun must end. */
  otherwise: readonly string[];
}

/** A stream that packs, and what makes it give away all that it holds. */
const packer = (coding: 'br' | 'gzip' | null): { stream: Transform; flush: () => void } => {
  if (coding === null) return { stream: new PassThrough(), flush: () => undefined };
  const stream =
    coding === 'br'
      ? // Quality 5 packs almost as tight as what takes ten times as long.
        createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : createGzip({ level: 6 });
  return { stream, flush: () => stream.flush() };
};

/** Answers with an HTML document in parts, packed as one. What goes wrong after the first is logged. */
export const sendInParts = (
  request: FastifyRequest,
  reply: FastifyReply,
  { first, rest, otherwise }: Parts,
): FastifyReply => {
  const coding = preferredCoding(request.headers['accept-encoding']);
  const { stream, flush } = packer(coding);
  // A reader who has gone closes it; there is nobody to tell.
  stream.on('error', () => undefined);
  const send = (text: string): void => {
    stream.write(text);
    flush();
  };
  send(first);
  const sendRest = async (): Promise<void> => {
    const parts = await rest.catch((error: unknown) => {
      request.log.error({ err: error }, 'failed');
      return otherwise;
    });
    for (const part of parts) send(part);
    stream.end();
  };
  sendRest().catch(() => stream.destroy());
  if (coding !== null) void reply.header('content-encoding', coding);
  return reply.type('text/html; charset=utf-8').send(stream);
};
