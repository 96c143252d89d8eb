import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { endpoints } from '#contract/endpoints.ts';
import type { SessionResponse } from '#contract/session.ts';
import { readTenants, type Tenant } from '#contract/tenant.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { deriveKey } from './encryption.ts';
import type { Session } from './sessions.ts';

/** The response of `GET /auth/session`. */
interface SessionInfo {
  /** Fetches the clinics unless they are cached; `tenants` is null when the service does not return them. */
  get(request: FastifyRequest, session: Session | null): Promise<SessionResponse>;
  anonymous: SessionResponse;
}

declare module 'fastify' {
  interface FastifyInstance {
    sessionInfo: SessionInfo;
  }
}

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

const isUnauthenticated = (error: unknown): boolean => error instanceof HttpProblem && error.status === 401;

/** Decorates the gateway with `sessionInfo`. */
export const sessionInfoPlugin = fastifyPlugin(async (app) => {
  const { config, sessions, upstream } = app;
  const settings = {
    time_zone: config.timeZone,
    currency: config.currency,
    phone_country: config.phoneCountry,
    idle_minutes: config.idleMinutes,
    avatar_origins: [...config.avatarOrigins],
    whatsapp_links: config.whatsappLinks,
    app_url: config.appUrl,
    samples: [...config.samples],
  };
  // In token mode every request has the same session, which lasts as long as the process.
  const key = config.access.kind === 'token' ? randomBytes(32) : deriveKey(config.rootSecret, 'session key');
  const sessionKey = ({ id }: Session): string => createHmac('sha256', key).update(id).digest('base64url');
  const anonymous: SessionResponse = {
    signed_in: false,
    user: null,
    tenants: null,
    settings,
    idle_seconds_left: null,
    session_key: null,
  };

  /** Several parts of one request need the clinics. */
  const fetched = new WeakMap<FastifyRequest, Promise<Tenant[] | null>>();

  /** Throws only a 401, which means that the session has expired. */
  const fetchTenants = async (request: FastifyRequest, session: Session): Promise<Tenant[] | null> => {
    try {
      const response = await upstream.get(request, session, endpoints.tenants);
      const tenants = response.status === 200 ? readTenants(parseJson(response.body)) : null;
      if (tenants !== null) await sessions.cacheTenants(session, tenants);
      return tenants;
    } catch (error) {
      if (error instanceof HttpProblem && !isUnauthenticated(error)) return null;
      throw error;
    }
  };

  const fetchOnce = (request: FastifyRequest, session: Session): Promise<Tenant[] | null> => {
    const tenants = fetched.get(request) ?? fetchTenants(request, session);
    fetched.set(request, tenants);
    return tenants;
  };

  app.decorate('sessionInfo', {
    anonymous,
    async get(request, session) {
      if (session === null) return anonymous;
      try {
        const cached = await sessions.cachedTenants(session);
        return {
          signed_in: true,
          user: session.tokens.user,
          // A user without a clinic may have been added to one since.
          tenants: cached?.length ? cached : await fetchOnce(request, session),
          settings,
          idle_seconds_left: session.idleSecondsLeft,
          session_key: sessionKey(session),
        };
      } catch (error) {
        if (isUnauthenticated(error)) return anonymous;
        throw error;
      }
    },
  });
});
