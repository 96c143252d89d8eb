import { PassThrough, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredCoding } from '#server/http/content-coding.ts';

interface Parts {
  /** Goes out at once, while the rest is still to come. */
  first: string;
  /** Each goes out before the next is packed. */
  rest: Promise<readonly string[]>;
  /** What else is to be fetched: behind the first of the rest, or before it where that is not there by then. */
  besides: string;
  /** In place of the rest where it fails: an answer that has begun must end. */
  otherwise: readonly string[];
}

/**
 * Milliseconds the rest may take before what else is fetched comes first. What comes early competes with what is to be
 * read, for the network and for the processor; what waits for a slow service leaves both idle.
 */
const patience = 50;

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
  { first, rest, besides, otherwise }: Parts,
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
  let left = besides;
  const sendBesides = (): void => {
    if (left !== '') send(left);
    left = '';
  };
  const sendRest = async (): Promise<void> => {
    const late = setTimeout(sendBesides, patience);
    const [toRead = '', ...parts] = await rest.catch((error: unknown) => {
      request.log.error({ err: error }, 'failed');
      return otherwise;
    });
    clearTimeout(late);
    send(toRead);
    sendBesides();
    for (const part of parts) send(part);
    stream.end();
  };
  sendRest().catch(() => stream.destroy());
  if (coding !== null) void reply.header('content-encoding', coding);
  return reply.type('text/html; charset=utf-8').send(stream);
};
