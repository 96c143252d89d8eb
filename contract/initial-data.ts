import { isIdentifier } from './endpoints.ts';
import { fieldsOf } from './readers.ts';
import type { Language, Scheme } from './preferences.ts';
import { readSession, type SessionResponse } from './session.ts';

/**
 * What the gateway puts into the document of a page, so that the page needs no further request: the session and the
 * response for the appointment of the URL.
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
}

/** The response of `GET /api/v1/appointments/{id}`, as the gateway would have sent it, of any status. */
export interface PreloadedResponse {
  tenant: string;
  id: string;
  status: number;
  /** Those that a client acts on. */
  headers: Record<string, string>;
  /** The JSON body, parsed. */
  body: unknown;
}

/** The id of the inert script element that holds the data as JSON. */
export const initialDataId = 'initial-data';

/** What a page is rendered from; the gateway knows all of it from one request. */
interface PageRequest {
  /** The JSON text of an `InitialData`. */
  data: string;
  /** Path and query of an appointment, complete, or of a link whose clinic the user has to choose. */
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

const identifier = (value: unknown): string | null =>
  typeof value === 'string' && isIdentifier(value) ? value : null;

const readResponse = (value: unknown): PreloadedResponse | null => {
  const { tenant, id, status, headers, body } = fieldsOf(value) ?? {};
  const clinic = identifier(tenant);
  const appointment = identifier(id);
  if (clinic === null || appointment === null || typeof status !== 'number') return null;
  const texts = Object.entries(fieldsOf(headers) ?? {}).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  return { tenant: clinic, id: appointment, status, headers: Object.fromEntries(texts), body };
};

/** Parses the gateway's own data; null if it is not valid. Never throws. */
export const parseInitialData = (value: unknown): InitialData | null => {
  const { rendered_at, time_zone, address, session, appointment } = fieldsOf(value) ?? {};
  if (typeof rendered_at !== 'number') return null;
  return {
    rendered_at,
    time_zone: typeof time_zone === 'string' ? time_zone : null,
    address: typeof address === 'string' && /^\/(?!\/)/.test(address) ? address : null,
    session: readSession(session),
    appointment: readResponse(appointment),
  };
};
