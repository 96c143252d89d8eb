import type { FastifyRequest } from 'fastify';
import { chooseTenant, inTenant } from '#contract/choose-tenant.ts';
import type { CarriedAnswer, DocumentData } from '#contract/document.ts';
import { endpoints, isIdentifier } from '#contract/endpoints.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import { HttpProblem, toProblem } from '#server/http/http-problem.ts';
import { requestIdHeader } from '#server/http/request-id.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { readMasked } from '../appointments/relay.ts';
import type { SessionAnswers } from '../auth/session-answer.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import { isPrefetch } from '../prefetch.ts';
import type { Upstream } from '../upstream.ts';

export interface CarryOptions {
  upstream: Upstream;
  /** Null with one token for everything. */
  sessions: Sessions | null;
  sessionAnswers: SessionAnswers;
  accessLog: AccessLog;
  /** Unix time in milliseconds. */
  clock: () => number;
}

/** What a document is about to carry. */
export interface Carried {
  /** The JSON text of a `DocumentData`, the identity number masked. */
  data: string;
  /** The path and query of an appointment whose record is in it; null where there is none. */
  address: string | null;
}

interface Wanted {
  tenant: string;
  id: string;
  /** Whether the address had to be completed with the clinic. */
  incomplete: boolean;
}

/** A zone's name as it may look; whether there is such a zone is for whoever tells times in it. */
const zoneName = /^[\w+/-]{1,64}$/;

/**
 * Whether a person's browser is about to show the document in a window of its own. One that is only fetched ahead, or
 * by a script or a frame, is nobody's opening: it carries nothing, and the page asks when it is shown. Browsers too
 * old to say are taken at their word; a foreign page cannot read what they get.
 */
export const isBeingOpened = (request: FastifyRequest): boolean => {
  const destination = request.headers['sec-fetch-dest'] ?? 'document';
  return request.method === 'GET' && destination === 'document' && !isPrefetch(request);
};

/** JSON text with one value that is JSON text already: parsed and written again, a long number would lose digits. */
const withBody = (answer: Omit<CarriedAnswer, 'body'>, body: string): string =>
  `${JSON.stringify(answer).slice(0, -1)},"body":${body}}`;

const withAnswer = (data: Omit<DocumentData, 'appointment'>, answer: string | null): string =>
  `${JSON.stringify(data).slice(0, -1)},"appointment":${answer}}`;

/** Which appointment an address names, in which clinic; null where it names none that can be asked for. */
const wantedOf = (
  { url, cookies }: FastifyRequest,
  { tenants }: { tenants: DocumentData['session']['tenants'] },
): Wanted | null => {
  const { pathname, searchParams } = new URL(url, 'http://gateway');
  const id = /^\/appointments\/([^/]+)$/.exec(pathname)?.[1] ?? '';
  const choice = chooseTenant(tenants, searchParams.get('tenant'), cookies[preferenceCookies.tenant] ?? null);
  if (!isIdentifier(id) || choice.kind !== 'chosen' || !isIdentifier(choice.tenant.id)) return null;
  return { id, tenant: choice.tenant.id, incomplete: choice.incomplete };
};

/** Collects what the page would ask for first: the session, and the appointment that the address names. */
export const createCarry = ({ upstream, sessions, sessionAnswers, accessLog, clock }: CarryOptions) => {
  /** The answer as the page would have got it; throws a 401, which is one about the session. */
  const askFor = async (
    request: FastifyRequest,
    session: Session | null,
    { tenant, id }: Wanted,
  ): Promise<{ status: number; text: string }> => {
    const requestId = { [requestIdHeader.toLowerCase()]: request.id };
    try {
      const answer = await upstream.get(request, session, endpoints.appointment(id), tenant);
      const { masked, kept } = readMasked(answer);
      await accessLog.opened({ session, clinic: tenant, appointment: id, requestId: request.id });
      const headers = { ...kept, ...requestId };
      return { status: 200, text: withBody({ tenant, id, status: 200, headers }, masked) };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 401) throw problem;
      if (!(error instanceof HttpProblem)) request.log.error({ err: error }, 'failed');
      const { status, body } = problem;
      const headers = { ...problem.headers, ...requestId };
      return { status, text: withBody({ tenant, id, status, headers }, JSON.stringify(body)) };
    }
  };

  /** Null where nobody is signed in after all. */
  return async (request: FastifyRequest, session: Session | null): Promise<Carried | null> => {
    // An opened page is a use; what is left is told as of then.
    const used = sessions && session ? await sessions.touch(session) : session;
    const answer = await sessionAnswers.of(request, used);
    if (!answer.signed_in) return null;
    const wanted = wantedOf(request, answer);
    const zone = request.cookies[preferenceCookies.timeZone];
    try {
      const appointment = wanted && (await askFor(request, used, wanted));
      const data: Omit<DocumentData, 'appointment'> = {
        rendered_at: clock(),
        time_zone: zone !== undefined && zoneName.test(zone) ? zone : null,
        tenant: wanted?.incomplete === true ? wanted.tenant : null,
        session: answer,
      };
      const { pathname, search } = new URL(request.url, 'http://gateway');
      return {
        data: withAnswer(data, appointment?.text ?? null),
        address:
          appointment?.status === 200
            ? pathname + (wanted?.incomplete === true ? inTenant(search, wanted.tenant) : search)
            : null,
      };
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 401) return null;
      throw error;
    }
  };
};
