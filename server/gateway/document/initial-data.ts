import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endpoints, isIdentifier } from '#contract/endpoints.ts';
import type {
  InitialData,
  PreloadedResponse,
  PreloadedSchedule,
  ReadScheduleLink,
} from '#contract/initial-data.ts';
import { clinicOfLink, linkInClinic, recordOf } from '#contract/link.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import { HttpProblem, toProblem } from '#server/http/http-problem.ts';
import { requestIdHeader } from '#server/http/service.ts';
import { requestIdsOf } from '../access-log/access-log.ts';
import { parseAndMask } from '../appointments/forward.ts';
import type { Session } from '../auth/sessions.ts';
import { createClinicCalendar, isTimeZone } from '../search/clinic-calendar.ts';
import { abortSignal, type Call } from '../search/service-calls.ts';

export interface LoadedData {
  /** The JSON text of an `InitialData`, with masked identity numbers. */
  json: string;
  /** Path and query to render: of what was loaded, or of a link that needs a choice; null for others. */
  address: string | null;
}

interface RequestedAppointment {
  tenant: string;
  id: string;
}

interface RequestedPage {
  /** Null if the URL is not that of an appointment, or its clinic is not certain. */
  appointment: RequestedAppointment | null;
  /** The clinic, if the URL is that of the schedule. */
  scheduleOf: string | null;
  /** Whether the user has to choose the clinic. */
  isChoice: boolean;
  /** Path and query, repaired and with the clinic if it is certain. */
  address: string;
}

const timeZonePattern = /^[\w+/-]{1,64}$/;

/** The user's time zone as the page has stored it; null without one. */
const userZone = ({ cookies }: FastifyRequest): string | null => {
  const zone = cookies[preferenceCookies.timeZone];
  return zone !== undefined && timeZonePattern.test(zone) ? zone : null;
};

/** The JSON text of `object` with one more property, given as JSON text, because parsing would round long numbers. */
const withJson = (object: object, key: string, json: string): string =>
  `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}:${json}}`;

/** Rows of the schedule that are loaded: about as many as a window shows without scrolling. */
const visibleRows = 12;

/** Milliseconds the schedule may take. The page requests what is missing after that. */
const maxScheduleMs = 1_500;

/** The pages that belong to no clinic. */
const withoutClinic = /^\/sign-in\/?$/;
const schedulePath = /^\/appointments\/?$/;

/** What a request asks for. */
const requestedPage = (
  { url, cookies }: FastifyRequest,
  { tenants }: InitialData['session'],
): RequestedPage => {
  const { pathname, search } = new URL(url, 'http://gateway');
  const unchanged = { appointment: null, scheduleOf: null, isChoice: false, address: pathname + search };
  if (withoutClinic.test(pathname)) return unchanged;
  const clinic = clinicOfLink({ pathname, search }, tenants, cookies[preferenceCookies.tenant] ?? null);
  if (clinic.kind !== 'chosen')
    return { ...unchanged, isChoice: clinic.kind === 'ask' || clinic.kind === 'not-member' };
  const tenant = clinic.tenant.id;
  // The page leads from `/` to the schedule of today.
  if (pathname === '/')
    return {
      ...unchanged,
      scheduleOf: tenant,
      address: linkInClinic({ pathname: '/appointments', search: '' }, tenant),
    };
  const record = recordOf(pathname);
  return {
    appointment: record?.collection === 'appointments' ? { tenant, id: record.id } : null,
    scheduleOf: schedulePath.test(pathname) ? tenant : null,
    isChoice: false,
    address: clinic.link,
  };
};

/**
 * Loads the data that the page would request first: the session, and the appointment or schedule of the URL. Null if
 * the user is not signed in. Counts as activity and logs a view of the appointment, or what the schedule lists.
 */
export const createInitialDataLoader = (
  app: FastifyInstance,
  { readScheduleLink }: { readScheduleLink: ReadScheduleLink | null },
) => {
  const { accessLog, appointmentSearch, sessions, sessionInfo, upstream } = app;

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

  /**
   * The responses that the page would have received. Null if the service does not answer in time or with an error, which
   * the page then receives and shows. Throws only a 401.
   */
  const loadSchedule = async (call: Call, address: string): Promise<PreloadedSchedule | null> => {
    const zone = (await appointmentSearch.configuredZone(call)) ?? userZone(call.request);
    if (readScheduleLink === null || zone === null || !isTimeZone(zone)) return null;
    const today = createClinicCalendar(zone).dayOf(Date.now());
    const { from, to, named } = readScheduleLink(new URL(address, 'http://gateway').search, today);
    try {
      const { body, headers } = await appointmentSearch.schedule(call, { from, to });
      const ids = new Set(body.items.map((item) => item.appointment_id ?? '').filter(isIdentifier));
      const rows = named ? await appointmentSearch.rows(call, [...ids].slice(0, visibleRows)) : null;
      return {
        tenant: call.clinic,
        from,
        to,
        headers: { ...headers, ...rows?.headers },
        schedule: body,
        rows: rows && {
          ...rows.body,
          // Those that took too long are not refused.
          rows: rows.body.rows.filter(({ problem }) => problem === null || !call.signal.aborted),
        },
      };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 401) throw problem;
      if (!(error instanceof HttpProblem)) call.request.log.error({ err: error }, 'request failed');
      return null;
    }
  };

  const load = async (
    request: FastifyRequest,
    reply: FastifyReply,
    current: Session,
  ): Promise<LoadedData | null> => {
    const session = await sessions.recordActivity(current);
    const info = await sessionInfo.get(request, session);
    if (!info.signed_in) return null;
    const page = requestedPage(request, info);
    const appointment = page.appointment && (await loadAppointment(request, session, page.appointment));
    const schedule =
      page.scheduleOf === null
        ? null
        : await loadSchedule(
            {
              request,
              session,
              clinic: page.scheduleOf,
              signal: AbortSignal.any([abortSignal(reply), AbortSignal.timeout(maxScheduleMs)]),
            },
            page.address,
          );
    const data: Omit<InitialData, 'appointment'> = {
      rendered_at: Date.now(),
      time_zone: userZone(request),
      address: page.address === request.url ? null : page.address,
      session: info,
      schedule,
    };
    return {
      json: withJson(
        data,
        'appointment',
        appointment ? withJson(appointment.response, 'body', appointment.body) : 'null',
      ),
      address: page.isChoice || schedule || appointment?.response.status === 200 ? page.address : null,
    };
  };

  return (request: FastifyRequest, reply: FastifyReply, session: Session): Promise<LoadedData | null> =>
    load(request, reply, session).catch((error: unknown) => {
      if (error instanceof HttpProblem && error.status === 401) return null;
      throw error;
    });
};
