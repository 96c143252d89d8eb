import type { FastifyInstance } from 'fastify';
import type { CustomerPageBody } from '#contract/customers.schema.ts';
import { endpoints } from '#contract/endpoints.ts';
import { fieldsOf } from '#contract/readers.ts';
import { readCustomerRows } from '#contract/record-lists.ts';
import { problemOf } from '#server/http/http-problem.ts';
import {
  clinicSchema,
  customerSchema,
  type CustomerRoute,
  type SearchContext,
  toAccess,
  toCall,
} from './context.ts';
import { writeDay, writeInstant } from './fields.ts';
import { unsupported } from './service-calls.ts';

/**
 * `GET /api/v1/customers/{id}`: contact details. The call is not documented: without it (404, 405) or with another
 * customer in the response it is unsupported.
 */
export const customerRoute = (app: FastifyInstance, { service }: SearchContext): void => {
  app.get<CustomerRoute>(
    '/api/v1/customers/:id',
    { schema: { ...clinicSchema, ...customerSchema } },
    async (request, reply): Promise<CustomerPageBody> => {
      const call = toCall(request, reply);
      const { id } = request.params;
      const { json, headers } = await service.get(call, endpoints.customer(id));
      const { rows, deviations } = readCustomerRows([fieldsOf(json)?.data ?? json]);
      const [customer] = rows;
      if (customer?.id !== id) throw customer === undefined ? problemOf(502) : unsupported();
      await app.accessLog.customerOpened(toAccess(call), id);
      void reply.headers(headers);
      return {
        customer: {
          id,
          first_name: customer.first_name,
          last_name: customer.last_name,
          date_of_birth: writeDay(customer.date_of_birth),
          phone_number: customer.phone_number,
          email: customer.email,
          address: customer.address,
          country_name: customer.country_name,
          avatar_url: customer.avatar_url,
          deleted_at: writeInstant(customer.deleted_at),
        },
        deviations,
      };
    },
  );
};
