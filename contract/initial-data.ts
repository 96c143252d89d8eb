import { isIdentifier } from './endpoints.ts';
import { fieldsOf } from './readers.ts';
import type { Language, Scheme } from './preferences.ts';
import { readSession, type SessionResponse } from './session.ts';

/**
 * Data that the gateway embeds in the document, so that the page needs no further request: the session and the
 * response for the appointment or the schedule of the URL.
 */
export interface InitialData {
  /** When the page was rendered, in milliseconds since 1970, by the gateway's clock. */
  rendered_at: number;
  /** The user's IANA time zone, from a cookie of the page; null without one. */
  time_zone: string | null;
  /** Path and query of the page if they differ from the URL: repaired, and with the clinic. */
  address: string | null;
  session: SessionResponse;
  appointment: PreloadedResponse | null;
  schedule: PreloadedSchedule | null;
}

/** The response of `GET /api/v1/appointments/{id}`, as the gateway would have sent it, of any status. */
export interface PreloadedResponse {
  tenant: string;
  id: string;
  status: number;
  /** The headers that a client acts on. */
  headers: Record<string, string>;
  /** The JSON body, parsed. */
  body: unknown;
}

/** The responses of the gateway for the schedule, each of status 200. */
export interface PreloadedSchedule {
  tenant: string;
  /** Days of the clinic, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** The headers that a client acts on, of the last response of the service. */
  headers: Record<string, string>;
  /** The JSON of `searchEndpoints.schedule`. */
  schedule: unknown;
  /** The JSON of `searchEndpoints.scheduleRows` for the first rows; null if they are not loaded. */
  rows: unknown;
}

/** The id of the inert script element that holds the data as JSON. */
export const initialDataId = 'initial-data';

/** The input for rendering a page; the gateway derives all of it from one request. */
interface PageRequest {
  /** The JSON text of an `InitialData`. */
  data: string;
  /** Path and query of an appointment or the schedule, complete, or of a link whose clinic the user has to choose. */
  address: string;
  /** The application's origin, as the browser sees it. */
  origin: string;
  language: Language;
  scheme: Scheme;
}

export interface RenderedPage {
  /** The content of the root element; null if the browser must render it. */
  html: string | null;
  /** Text, not markup; null for the application's own title. */
  title: string | null;
}

/** Implemented by the page: synchronous, without side effects; may throw. */
export type RenderPage = (request: PageRequest) => RenderedPage;

/** The part of the schedule that a link shows. */
interface ScheduleOfLink {
  from: string;
  to: string;
  /** Whether all appointments are shown with their customers. */
  named: boolean;
}

/** Implemented by the page. `search`: the query of a link to the schedule; `today`: the clinic's, `YYYY-MM-DD`. */
export type ReadScheduleLink = (search: string, today: string) => ScheduleOfLink;

const identifier = (value: unknown): string | null =>
  typeof value === 'string' && isIdentifier(value) ? value : null;

const readHeaders = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldsOf(value) ?? {}).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text] as const] : [],
    ),
  );

const readResponse = (value: unknown): PreloadedResponse | null => {
  const { tenant, id, status, headers, body } = fieldsOf(value) ?? {};
  const clinic = identifier(tenant);
  const appointment = identifier(id);
  if (clinic === null || appointment === null || typeof status !== 'number') return null;
  return { tenant: clinic, id: appointment, status, headers: readHeaders(headers), body };
};

const readSchedule = (value: unknown): PreloadedSchedule | null => {
  const { tenant, from, to, headers, schedule, rows } = fieldsOf(value) ?? {};
  const clinic = identifier(tenant);
  if (clinic === null || typeof from !== 'string' || typeof to !== 'string') return null;
  return { tenant: clinic, from, to, headers: readHeaders(headers), schedule, rows };
};

/** Parses the gateway's own data; null if it is not valid. Never throws. */
export const parseInitialData = (value: unknown): InitialData | null => {
  const { rendered_at, time_zone, address, session, appointment, schedule } = fieldsOf(value) ?? {};
  if (typeof rendered_at !== 'number') return null;
  return {
    rendered_at,
    time_zone: typeof time_zone === 'string' ? time_zone : null,
    address: typeof address === 'string' && /^\/(?!\/)/.test(address) ? address : null,
    session: readSession(session),
    appointment: readResponse(appointment),
    schedule: readSchedule(schedule),
  };
};
