import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { backgroundHeader } from '#contract/session.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { signedOut } from '../auth/access-tokens.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { ServiceCaller } from '../service-caller.ts';
import { readId, readTenant } from './asked.ts';
import { relay } from './relay.ts';

interface Options {
  caller: ServiceCaller;
  /** Null with one token for everything: there is nobody to be signed in. */
  sessions: Sessions | null;
  accessLog: AccessLog;
}

/** The page's own refreshes say so: nobody is there because of them. */
const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers[backgroundHeader.toLowerCase()] === '1';

/** The only calls of the service that a browser can make through the gateway. */
export const forwardAppointments = (app: FastifyInstance, { caller, sessions, accessLog }: Options): void => {
  const sessionOf = async (request: FastifyRequest): Promise<Session | null> => {
    const session = await caller.session(request);
    if (sessions && session === null) throw signedOut();
    return session;
  };
  const noteUse = async (request: FastifyRequest, session: Session | null): Promise<void> => {
    if (sessions && session && !isBackground(request)) await sessions.touch(session);
  };

  app.get<{ Params: { id?: string } }>(
    '/api/v1/appointments/:id',
    async (request, reply: FastifyReply): Promise<Buffer> => {
      const session = await sessionOf(request);
      const appointment = readId(request.params.id ?? '');
      const clinic = readTenant(request);
      await noteUse(request, session);
      const question = { path: endpoints.appointment(appointment), tenant: clinic };
      const answer = await caller.ask(request, session, question);
      return relay(request, reply, answer, () =>
        accessLog.opened({ session, clinic, appointment, requestId: request.id }),
      );
    },
  );

  app.get(endpoints.tenants, async (request, reply): Promise<Buffer> => {
    const session = await sessionOf(request);
    await noteUse(request, session);
    const question = { path: endpoints.tenants, tenant: null };
    return relay(request, reply, await caller.ask(request, session, question), async () => undefined);
  });
};
