import type { FastifyInstance } from 'fastify';
import { endpoints, isIdentifier, tenantHeader } from '#contract/endpoints.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { signedOut } from '../auth/access-tokens.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { ServiceCaller, ServiceQuestion } from '../service-caller.ts';
import { relay } from './relay.ts';

interface Options {
  caller: ServiceCaller;
  /** Null with one token for everything: there is nobody to be signed in. */
  sessions: Sessions | null;
}

const readId = (id: string): string => {
  if (isIdentifier(id)) return id;
  throw new HttpProblem(400, 'bad_request', 'The appointment number must be a positive whole number.');
};

const readTenant = (header: string | string[] | undefined): string => {
  if (typeof header === 'string' && isIdentifier(header)) return header;
  throw new HttpProblem(422, 'validation_error', `The ${tenantHeader} header must be a clinic's number.`);
};

/** The only calls of the service that a browser can make through the gateway. */
export const forwardAppointments = (app: FastifyInstance, { caller, sessions }: Options): void => {
  const forward = (
    url: string,
    read: (params: { id?: string }, tenant: string | string[] | undefined) => ServiceQuestion,
  ) =>
    app.get<{ Params: { id?: string } }>(url, async (request, reply) => {
      const session = await caller.session(request);
      if (sessions && session === null) throw signedOut();
      const question = read(request.params, request.headers[tenantHeader.toLowerCase()]);
      if (sessions && session) await sessions.touch(session);
      return relay(request, reply, await caller.ask(request, session, question));
    });

  forward('/api/v1/appointments/:id', ({ id = '' }, tenant) => ({
    path: endpoints.appointment(readId(id)),
    tenant: readTenant(tenant),
  }));
  forward(endpoints.tenants, () => ({ path: endpoints.tenants, tenant: null }));
};
