import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import type { SessionAnswer, SessionSettings } from '#contract/session.ts';
import { readTenants, type Tenant } from '#contract/tenant.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Upstream } from '../upstream.ts';
import type { Session, Sessions } from './sessions.ts';

interface Options {
  upstream: Upstream;
  /** Null with one token for everything. */
  sessions: Sessions | null;
  settings: SessionSettings;
  clock: () => number;
}

/** Milliseconds for which the list of clinics is not asked for again. */
const tenantsAge = 60_000;

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

/** What the page may know of a sign-in. */
export interface SessionAnswers {
  /** Of whoever is behind the request, with the clinics asked for where they are not known yet. */
  of(request: FastifyRequest, session: Session | null): Promise<SessionAnswer>;
  signedOut: SessionAnswer;
}

export const createSessionAnswers = ({ upstream, sessions, settings, clock }: Options): SessionAnswers => {
  /** Null where the service would not say; throws only a 401, which is an answer about the session itself. */
  const askTenants = async (request: FastifyRequest, session: Session | null): Promise<Tenant[] | null> => {
    try {
      const answer = await upstream.get(request, session, endpoints.tenants);
      return answer.status === 200 ? readTenants(parse(answer.body)) : null;
    } catch (error) {
      if (error instanceof HttpProblem && error.status !== 401) return null;
      throw error;
    }
  };

  const tenantsOf = async (request: FastifyRequest, session: Session | null): Promise<Tenant[] | null> => {
    if (session?.tenants && clock() - session.tenants.readAt < tenantsAge) return session.tenants.list;
    const tenants = await askTenants(request, session);
    if (sessions && session && tenants) await sessions.keepTenants(session, tenants);
    return tenants;
  };

  const signedOut: SessionAnswer = {
    signed_in: false,
    user: null,
    tenants: null,
    settings,
    idle_seconds_left: null,
  };

  return {
    signedOut,
    async of(request, session) {
      if (sessions && session === null) return signedOut;
      try {
        const tenants = await tenantsOf(request, session);
        return {
          signed_in: true,
          user: session?.grant.user ?? null,
          tenants,
          settings,
          idle_seconds_left: sessions && session ? sessions.secondsLeft(session) : null,
        };
      } catch (error) {
        if (error instanceof HttpProblem && error.status === 401) return signedOut;
        throw error;
      }
    },
  };
};

/** `GET /auth/session`: who is signed in, which clinics, settings. Asking is no use: it keeps no session alive. */
export const sessionRoute = (app: FastifyInstance, upstream: Upstream, answers: SessionAnswers): void => {
  app.get('/auth/session', async (request, reply): Promise<SessionAnswer> => {
    void reply.header('cache-control', 'no-store');
    return answers.of(request, await upstream.session(request));
  });
};
