import type { FastifyReply, FastifyRequest } from 'fastify';
import { holdsTag, strongTag } from '#server/http/entity-tag.ts';

/** Answers JSON text with its tag, or a 304 to who holds that very text already. */
export const sendTagged = (request: FastifyRequest, reply: FastifyReply, json: string): FastifyReply => {
  const tag = strongTag(json);
  void reply.header('etag', tag);
  if (holdsTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(json);
};
