import type { FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import type { SessionResponse, SessionSettings } from '#contract/session.ts';
import { readTenants, type Tenant } from '#contract/tenant.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { ServiceCaller } from '../service-caller.ts';
import type { Session, Sessions } from './sessions.ts';

/** The response of `GET /auth/session`. */
export interface SessionInfo {
  /** Fetches the clinics unless they are cached; `tenants` is null when the service does not return them. */
  get(request: FastifyRequest, session: Session | null): Promise<SessionResponse>;
  anonymous: SessionResponse;
}

interface Options {
  caller: ServiceCaller;
  sessions: Sessions;
  settings: SessionSettings;
}

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

const isUnauthenticated = (error: unknown): boolean => error instanceof HttpProblem && error.status === 401;

export const createSessionInfo = ({ caller, sessions, settings }: Options): SessionInfo => {
  const anonymous: SessionResponse = {
    signed_in: false,
    user: null,
    tenants: null,
    settings,
    idle_seconds_left: null,
  };

  /** Throws a 401 only, which is about the session itself. */
  const fetchTenants = async (request: FastifyRequest, session: Session): Promise<Tenant[] | null> => {
    try {
      const response = await caller.ask(request, session, { path: endpoints.tenants, tenant: null });
      const tenants = response.status === 200 ? readTenants(parseJson(response.body)) : null;
      if (tenants !== null) await sessions.cacheTenants(session, tenants);
      return tenants;
    } catch (error) {
      if (error instanceof HttpProblem && !isUnauthenticated(error)) return null;
      throw error;
    }
  };

  return {
    anonymous,
    async get(request, session) {
      if (session === null) return anonymous;
      try {
        return {
          signed_in: true,
          user: session.tokens.user,
          tenants: session.tenants ?? (await fetchTenants(request, session)),
          settings,
          idle_seconds_left: session.idleSecondsLeft,
        };
      } catch (error) {
        if (isUnauthenticated(error)) return anonymous;
        throw error;
      }
    },
  };
};
