import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KeepAnswer } from '#contract/session.ts';
import type { Upstream } from '../upstream.ts';
import { signedOut } from './access-tokens.ts';
import { demandSameOrigin } from './same-origin.ts';
import type { Sessions } from './sessions.ts';

interface Options {
  publicUrl: string;
  upstream: Upstream;
  /** Null with one token for everything: nothing ends. */
  sessions: Sessions | null;
}

/** `POST /auth/keep`: the person was warned that the sign-in ends, and stays. */
export const keepRoute = (app: FastifyInstance, { publicUrl, upstream, sessions }: Options): void => {
  const fromHere = async (request: FastifyRequest): Promise<void> => demandSameOrigin(request, publicUrl);
  app.post('/auth/keep', { onRequest: fromHere }, async (request, reply): Promise<KeepAnswer> => {
    void reply.header('cache-control', 'no-store');
    if (sessions === null) return { idle_seconds_left: null };
    const session = await upstream.session(request);
    if (session === null) throw signedOut();
    return { idle_seconds_left: sessions.secondsLeft(await sessions.keep(session)) };
  });
};
