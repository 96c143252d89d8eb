import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { linkInClinic } from '#contract/link.ts';
import { requireSameOrigin } from './auth/same-origin.ts';

/** `number` is the user's input; `tenant` is the clinic of the page. */
const formSchema = z.object({
  number: z.string(),
  tenant: z.optional(z.string()),
});

/** The maximum size of the form in bytes; several times that of a link. */
const bodyLimit = 4096;

/** The URL that the input leads to. A number means the clinic of the page; a link is opened like any other link. */
const locationOf = (number: string, tenant: string): string => {
  const input = parseAppointmentInput(number);
  if (input.kind === 'link') return input.link;
  const page =
    input.kind === 'number'
      ? { pathname: `/appointments/${input.id}`, search: '' }
      : { pathname: '/', search: `?problem=${input.kind === 'code' ? 'code' : 'number'}` };
  return isIdentifier(tenant) ? linkInClinic(page, tenant) : page.pathname + page.search;
};

/**
 * `POST /open`: the form that opens an appointment, submitted without script. Redirects (303) to the appointment or back
 * to `/?problem=…`. The input is not logged and not part of a URL, because it may contain personal data. Rejects other
 * origins with 403.
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
      return reply.header('cache-control', 'no-store').redirect(locationOf(number, tenant), 303);
    },
  );
};
