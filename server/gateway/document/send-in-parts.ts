import { PassThrough, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredCoding } from '#server/http/content-coding.ts';

interface Parts {
  /** Goes out at once, while the rest is still to come. */
  first: string;
  rest: Promise<string>;
  /** In place of the rest where it fails: an answer that has begun must end. */
  otherwise: string;
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

/** Answers with an HTML document in two parts, packed as one. What goes wrong after the first is logged. */
export const sendInParts = (
  request: FastifyRequest,
  reply: FastifyReply,
  { first, rest, otherwise }: Parts,
): FastifyReply => {
  const coding = preferredCoding(request.headers['accept-encoding']);
  const { stream, flush } = packer(coding);
  // A reader who has gone closes it; there is nobody to tell.
  stream.on('error', () => undefined);
  stream.write(first);
  flush();
  rest
    .catch((error: unknown) => {
      request.log.error({ err: error }, 'failed');
      return otherwise;
    })
    .then((text) => stream.end(text))
    .catch(() => stream.destroy());
  if (coding !== null) void reply.header('content-encoding', coding);
  return reply.type('text/html; charset=utf-8').send(stream);
};
