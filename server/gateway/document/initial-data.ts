import type { FastifyInstance, FastifyRequest } from 'fastify';
import { chooseTenant, withTenantParam } from '#contract/choose-tenant.ts';
import { endpoints, isIdentifier } from '#contract/endpoints.ts';
import type { InitialData, PreloadedResponse } from '#contract/initial-data.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import { HttpProblem, toProblem } from '#server/http/http-problem.ts';
import { requestIdHeader } from '#server/http/service.ts';
import { requestIdsOf } from '../access-log/access-log.ts';
import { parseAndMask } from '../appointments/forward.ts';
import type { Session } from '../auth/sessions.ts';

export interface LoadedData {
  /** The JSON text of an `InitialData`, with masked identity numbers. */
  json: string;
  /** Path and query of the appointment in the data, including the clinic; null without an appointment. */
  address: string | null;
}

interface RequestedAppointment {
  tenant: string;
  id: string;
  /** Whether the URL names no clinic although the user has several. */
  incomplete: boolean;
}

const timeZonePattern = /^[\w+/-]{1,64}$/;

/** The JSON text of `object` with one more property, given as JSON text, because parsing would round long numbers. */
const withJson = (object: object, key: string, json: string): string =>
  `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}:${json}}`;

/** The appointment and clinic in the URL of a request; null if the URL is not that of an appointment. */
const requestedAppointment = (
  { url, cookies }: FastifyRequest,
  { tenants }: InitialData['session'],
): RequestedAppointment | null => {
  const { pathname, searchParams } = new URL(url, 'http://gateway');
  const id = /^\/appointments\/([^/]+)$/.exec(pathname)?.[1] ?? '';
  const choice = chooseTenant(tenants, searchParams.get('tenant'), cookies[preferenceCookies.tenant] ?? null);
  if (!isIdentifier(id) || choice.kind !== 'chosen' || !isIdentifier(choice.tenant.id)) return null;
  return { id, tenant: choice.tenant.id, incomplete: choice.incomplete };
};

/**
 * Loads the data that the page would request first: the session and the appointment in the URL. Null if the user is not
 * signed in. Counts as activity and logs a view of the appointment.
 */
export const createInitialDataLoader = (app: FastifyInstance) => {
  const { accessLog, sessions, sessionInfo, upstream } = app;

  /** The response that the page would have received, with the JSON text of its body. Throws only a 401. */
  const loadAppointment = async (
    request: FastifyRequest,
    session: Session,
    { tenant, id }: RequestedAppointment,
  ): Promise<{ response: Omit<PreloadedResponse, 'body'>; body: string }> => {
    const respond = (status: number, headers: Readonly<Record<string, string>>, body: string) => ({
      response: { tenant, id, status, headers: { ...headers, [requestIdHeader]: request.id } },
      body,
    });
    try {
      const upstreamResponse = await upstream.get(request, session, endpoints.appointment(id), tenant);
      const access = { session, clinic: tenant, appointment: id, ...requestIdsOf(request) };
      const { status } = upstreamResponse;
      if (status === 403 || status === 404) await accessLog.refused(access, status);
      const { json, headers } = parseAndMask(upstreamResponse);
      await accessLog.opened(access);
      return respond(200, headers, json);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 401) throw problem;
      if (!(error instanceof HttpProblem)) request.log.error({ err: error }, 'request failed');
      return respond(problem.status, problem.headers, JSON.stringify(problem.body));
    }
  };

  const load = async (request: FastifyRequest, current: Session): Promise<LoadedData | null> => {
    const session = await sessions.recordActivity(current);
    const info = await sessionInfo.get(request, session);
    if (!info.signed_in) return null;
    const requested = requestedAppointment(request, info);
    const appointment = requested && (await loadAppointment(request, session, requested));
    const timeZone = request.cookies[preferenceCookies.timeZone];
    const tenant = requested?.incomplete === true ? requested.tenant : null;
    const data: Omit<InitialData, 'appointment'> = {
      rendered_at: Date.now(),
      time_zone: timeZone !== undefined && timeZonePattern.test(timeZone) ? timeZone : null,
      tenant,
      session: info,
    };
    const { pathname, search } = new URL(request.url, 'http://gateway');
    return {
      json: withJson(
        data,
        'appointment',
        appointment ? withJson(appointment.response, 'body', appointment.body) : 'null',
      ),
      address:
        appointment?.response.status === 200
          ? pathname + (tenant === null ? search : withTenantParam(search, tenant))
          : null,
    };
  };

  return (request: FastifyRequest, session: Session): Promise<LoadedData | null> =>
    load(request, session).catch((error: unknown) => {
      if (error instanceof HttpProblem && error.status === 401) return null;
      throw error;
    });
};
