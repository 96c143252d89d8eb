import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import type { InitialData, PreloadedResponse } from '#contract/initial-data.ts';
import { clinicOfLink, recordOf } from '#contract/link.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import { HttpProblem, toProblem } from '#server/http/http-problem.ts';
import { requestIdHeader } from '#server/http/service.ts';
import { requestIdsOf } from '../access-log/access-log.ts';
import { parseAndMask } from '../appointments/forward.ts';
import type { Session } from '../auth/sessions.ts';

export interface LoadedData {
  /** The JSON text of an `InitialData`, with masked identity numbers. */
  json: string;
  /** Path and query to render: of an appointment that was loaded, or of a link that needs a choice; null for others. */
  address: string | null;
}

interface RequestedAppointment {
  tenant: string;
  id: string;
}

interface RequestedPage {
  /** Null if the URL is not that of an appointment, or its clinic is not certain. */
  appointment: RequestedAppointment | null;
  /** Whether the user has to choose the clinic. */
  isChoice: boolean;
  /** Path and query, repaired and with the clinic if it is certain. */
  address: string;
}

const timeZonePattern = /^[\w+/-]{1,64}$/;

/** The JSON text of `object` with one more property, given as JSON text, because parsing would round long numbers. */
const withJson = (object: object, key: string, json: string): string =>
  `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}:${json}}`;

/** The pages that belong to no clinic. */
const withoutClinic = /^\/sign-in\/?$/;

/** What a request asks for. */
const requestedPage = (
  { url, cookies }: FastifyRequest,
  { tenants }: InitialData['session'],
): RequestedPage => {
  const { pathname, search } = new URL(url, 'http://gateway');
  const unchanged = { appointment: null, isChoice: false, address: pathname + search };
  if (withoutClinic.test(pathname)) return unchanged;
  const clinic = clinicOfLink({ pathname, search }, tenants, cookies[preferenceCookies.tenant] ?? null);
  if (clinic.kind !== 'chosen')
    return { ...unchanged, isChoice: clinic.kind === 'ask' || clinic.kind === 'not-member' };
  const record = recordOf(pathname);
  return {
    appointment: record?.collection === 'appointments' ? { tenant: clinic.tenant.id, id: record.id } : null,
    isChoice: false,
    address: clinic.link,
  };
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
    const page = requestedPage(request, info);
    const appointment = page.appointment && (await loadAppointment(request, session, page.appointment));
    const timeZone = request.cookies[preferenceCookies.timeZone];
    const data: Omit<InitialData, 'appointment'> = {
      rendered_at: Date.now(),
      time_zone: timeZone !== undefined && timeZonePattern.test(timeZone) ? timeZone : null,
      address: page.address === request.url ? null : page.address,
      session: info,
    };
    return {
      json: withJson(
        data,
        'appointment',
        appointment ? withJson(appointment.response, 'body', appointment.body) : 'null',
      ),
      address: page.isChoice || appointment?.response.status === 200 ? page.address : null,
    };
  };

  return (request: FastifyRequest, session: Session): Promise<LoadedData | null> =>
    load(request, session).catch((error: unknown) => {
      if (error instanceof HttpProblem && error.status === 401) return null;
      throw error;
    });
};
