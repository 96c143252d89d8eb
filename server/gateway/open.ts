import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { withTenantParam } from '#contract/choose-tenant.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { requireSameOrigin } from './auth/same-origin.ts';

/** `number` is the user's input; `tenant` is the clinic of the page and missing for a user of one clinic. */
const formSchema = z.object({
  number: z.string(),
  tenant: z.optional(z.string()),
});

/** The maximum size of the form in bytes; several times that of a link. */
const bodyLimit = 4096;

/**
 * `POST /open`: the form that opens an appointment, submitted without script. Redirects (303) to the appointment, in the
 * clinic of a pasted link or else of the page, or back to `/?problem=…`. The input is not logged and not part of a URL,
 * because it may contain personal data. Rejects other origins with 403.
 */
export const openRoute = async (app: FastifyInstance): Promise<void> => {
  // Encapsulated: no other route parses forms.
  await app.register(formbody, { bodyLimit });
  app.post(
    '/open',
    { bodyLimit, onRequest: requireSameOrigin(app.config.publicUrl) },
    async (request, reply) => {
      const form = formSchema.safeParse(request.body);
      const { number = '', tenant = '' } = form.success ? form.data : {};
      const input = parseAppointmentInput(number);
      const found = input.kind === 'appointment' ? input : null;
      const clinic = found?.tenant ?? tenant;
      const path = found ? `/appointments/${found.id}` : '/';
      const search = found ? '' : `?problem=${input.kind === 'code' ? 'code' : 'number'}`;
      const location = `${path}${isIdentifier(clinic) ? withTenantParam(search, clinic) : search}`;
      return reply.header('cache-control', 'no-store').redirect(location, 303);
    },
  );
};
