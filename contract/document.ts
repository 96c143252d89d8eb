import { isIdentifier } from './endpoints.ts';
import type { Language, Scheme } from './preferences.ts';
import { readSession, type SessionAnswer } from './session.ts';

/**
 * What the gateway puts into the document of a page, so that nobody waits for a second request: the session, the
 * answer for the appointment that the address names, and, where it could, the page rendered from both.
 */
export interface DocumentData {
  /** When the answers came and the page was rendered, in milliseconds since 1970, by the gateway's clock. */
  rendered_at: number;
  /** The reader's IANA time zone, as their browser told it the last time; null where it has not. */
  time_zone: string | null;
  /** The clinic of `appointment`, where the address named none and had to; the address is completed with it. */
  tenant: string | null;
  session: SessionAnswer;
  appointment: CarriedAnswer | null;
}

/** The answer of `GET /api/v1/appointments/{id}`, as the gateway would have sent it, whatever its status. */
export interface CarriedAnswer {
  tenant: string;
  id: string;
  status: number;
  /** Those of the answer that a client acts upon. */
  headers: Record<string, string>;
  /** The JSON body, already parsed by whoever parsed the document's data. */
  body: unknown;
}

/** The id of the inert script element that holds the data as JSON. */
export const documentDataId = 'document-data';

/** What a page is rendered from and for; the gateway knows all of it from one request. */
interface PageRequest {
  /** The JSON text of a `DocumentData`. */
  data: string;
  /** Path and query, complete: of an appointment. */
  address: string;
  /** What the browser calls the application. */
  origin: string;
  language: Language;
  scheme: Scheme;
}

export interface RenderedPage {
  /** What stands in the page's place in the document; null where there is nothing that can be rendered on a server. */
  html: string | null;
  /** Text, not markup; null for the application's own. */
  title: string | null;
}

/** The page's side of it: synchronous, without effects, and it may throw. */
export type RenderPage = (request: PageRequest) => RenderedPage;

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const identifier = (value: unknown): string | null =>
  typeof value === 'string' && isIdentifier(value) ? value : null;

const readAnswer = (value: unknown): CarriedAnswer | null => {
  const { tenant, id, status, headers, body } = fields(value);
  const clinic = identifier(tenant);
  const appointment = identifier(id);
  if (clinic === null || appointment === null || typeof status !== 'number') return null;
  const kept = Object.entries(fields(headers)).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  return { tenant: clinic, id: appointment, status, headers: Object.fromEntries(kept), body };
};

/** Reads the gateway's own data; null where it is none. Never throws. */
export const readDocumentData = (value: unknown): DocumentData | null => {
  const { rendered_at, time_zone, tenant, session, appointment } = fields(value);
  if (typeof rendered_at !== 'number') return null;
  return {
    rendered_at,
    time_zone: typeof time_zone === 'string' ? time_zone : null,
    tenant: identifier(tenant),
    session: readSession(session),
    appointment: readAnswer(appointment),
  };
};
