import type { FastifyInstance } from 'fastify';
import type { Customer } from '#contract/appointment.ts';
import type { SearchKey } from '#contract/customers.ts';
import type { CustomerSearchBody } from '#contract/customers.schema.ts';
import { endpoints, isIdentifier, maxSearchLength, minSearchLength } from '#contract/endpoints.ts';
import { readCustomerRows } from '#contract/record-lists.ts';
import { parseSearchText, type SearchText } from '#contract/search-text.ts';
import { problemOf, tooManyRequests } from '#server/http/http-problem.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { clinicSchema, type SearchContext, toAccess, toCall } from './context.ts';
import { writeDay, writeInstant } from './fields.ts';
import { lastDigits, matchCustomer } from './match-customer.ts';
import { readPages } from './read-pages.ts';

const maxResults = 20;
/** Of name and digits together, the service searches the name only: more of its rows do not match. */
const pageSizes = { name: 30, phone: 30, name_and_phone: 100 } as const;
const maxPages = 3;
/** Searches per session and minute: several for each word of a fast typist. */
const maxPerMinute = 120;

const schema = {
  ...clinicSchema,
  body: {
    type: 'object',
    properties: { text: { type: 'string', maxLength: maxSearchLength } },
    required: ['text'],
    additionalProperties: false,
  },
};

/** Throws a 422 for a text without enough letters or digits. */
const parseText = (text: string): SearchText => {
  const parsed = parseSearchText(text);
  const length = parsed === null ? 0 : parsed.words.join('').length + parsed.digits.length;
  if (parsed === null || length < minSearchLength) throw problemOf(422);
  return parsed;
};

interface Match {
  customer: Customer;
  key: SearchKey;
}

/** The customers among the rows that match; rows without a valid number cannot be opened. */
const findMatches = (rows: readonly unknown[], search: SearchText, text: string) => {
  const { rows: customers, deviations } = readCustomerRows(rows);
  const matches = customers.flatMap((customer): Match[] => {
    const key = matchCustomer(customer, search, text);
    return key !== null && customer.id !== null && isIdentifier(customer.id) ? [{ customer, key }] : [];
  });
  const unique = new Map(matches.map((match) => [match.customer.id, match]));
  return { matches: [...unique.values()], deviations };
};

const writeFound = (customer: Customer): CustomerSearchBody['customers'][number] => ({
  id: String(customer.id),
  first_name: customer.first_name,
  last_name: customer.last_name,
  date_of_birth: writeDay(customer.date_of_birth),
  phone_end: lastDigits(customer.phone_number),
  deleted_at: writeInstant(customer.deleted_at),
});

/** `POST /api/v1/search`: customers by name, phone digits or complete identity number. The text is not kept. */
export const searchCustomersRoute = async (
  app: FastifyInstance,
  { service }: SearchContext,
): Promise<void> => {
  const countRequest = app.createRateLimit({
    max: maxPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.session.id,
  });

  app.post<{ Body: { text: string } }>(
    '/api/v1/search',
    { schema, bodyLimit: 4096, onRequest: requireSameOrigin(app.config.publicUrl) },
    async (request, reply): Promise<CustomerSearchBody> => {
      const limit = await countRequest(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooManyRequests(limit.ttlInSeconds);
      const { text } = request.body;
      const search = parseText(text);
      const call = toCall(request, reply);
      // The service demands the text in its URL. Digits beside words only filter.
      const sent = search.words.length > 0 ? search.words.join(' ') : search.digits;
      const { rows, complete, headers } = await readPages(
        service,
        call,
        endpoints.customers,
        { search: sent },
        {
          pageSize: pageSizes[search.key],
          maxPages,
          isEnough: (received) => findMatches(received, search, text).matches.length > maxResults,
        },
      );
      const { matches, deviations } = findMatches(rows, search, text);
      const shown = matches.slice(0, maxResults);
      const isIdentity = shown.some(({ key }) => key === 'identity_number');
      const key = isIdentity ? 'identity_number' : search.key;
      await app.accessLog.searched(toAccess(call), key, shown.length);
      void reply.headers(headers);
      return {
        key,
        customers: shown.map(({ customer }) => writeFound(customer)),
        more: !complete || matches.length > maxResults,
        deviations,
      };
    },
  );
};
