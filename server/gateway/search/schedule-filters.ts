import type { FastifyInstance } from 'fastify';
import { endpoints, isIdentifier } from '#contract/endpoints.ts';
import { readNamedRows } from '#contract/record-lists.ts';
import type { ScheduleFiltersBody } from '#contract/schedule.schema.ts';
import { clinicSchema, type SearchContext, toCall } from './context.ts';
import { mergeDeviations } from './fields.ts';
import { readPages } from './read-pages.ts';
import { type Call, toPartProblem } from './service-calls.ts';

type NamesBody = ScheduleFiltersBody['users'];

const pageSize = 100;
const maxPages = 5;

/** `GET /api/v1/schedule/filters`: the names of users and rooms. */
export const scheduleFiltersRoute = (app: FastifyInstance, { service, createCache }: SearchContext): void => {
  const cache = createCache<ScheduleFiltersBody>(200);

  const readNames = async (call: Call, path: string) => {
    try {
      const { rows, complete } = await readPages(service, call, path, {}, { pageSize, maxPages });
      const { rows: records, deviations } = readNamedRows(rows);
      const names = records.flatMap(({ id, name }) =>
        id !== null && isIdentifier(id) && name !== null ? [{ id, name }] : [],
      );
      const body: NamesBody = { names, complete, problem: null };
      // The fields of a user beside number and name are not read.
      return { body, deviations: deviations.filter(({ path: at }) => /\.(id|name)$/.test(at)) };
    } catch (error) {
      const body: NamesBody = { names: [], complete: false, problem: toPartProblem(error) };
      return { body, deviations: [] };
    }
  };

  app.get(
    '/api/v1/schedule/filters',
    { schema: clinicSchema },
    async (request, reply): Promise<ScheduleFiltersBody> => {
      const call = toCall(request, reply);
      const cached = cache.get(call, '');
      if (cached) return cached;
      const [users, rooms] = await Promise.all([
        readNames(call, endpoints.users),
        readNames(call, endpoints.rooms),
      ]);
      const body = {
        users: users.body,
        rooms: rooms.body,
        deviations: mergeDeviations([users.deviations, rooms.deviations]),
      };
      if (users.body.problem === null && rooms.body.problem === null) cache.set(call, '', body);
      return body;
    },
  );
};
