import type { FastifyInstance } from 'fastify';
import { readCalendar } from '#contract/calendar.ts';
import { endpoints, maxScheduleDays } from '#contract/endpoints.ts';
import type { ScheduleBody } from '#contract/schedule.schema.ts';
import { problemOf } from '#server/http/http-problem.ts';
import { addDays, createClinicCalendar, isTimeZone } from './clinic-calendar.ts';
import { clinicSchema, type SearchContext, toCall } from './context.ts';
import { claimsMore } from './paging.ts';
import { itemsInRange } from './schedule-items.ts';
import { type Call, unsupported } from './service-calls.ts';

/** Days of the clinic, `YYYY-MM-DD`, both included. */
interface Days {
  from: string;
  to: string;
}

/** The response of the route, and the headers of the service's response; none if the schedule was cached. */
export type ReadSchedule = (
  call: Call,
  days: Days,
) => Promise<{ body: ScheduleBody; headers: Record<string, string> }>;

const day = { type: 'string', format: 'date' };
const schema = {
  ...clinicSchema,
  querystring: { type: 'object', properties: { from: day, to: day }, required: ['from', 'to'] },
};

/** In seconds: the documentation shows no fractions. */
const toSeconds = (epoch: number): string => `${new Date(epoch).toISOString().slice(0, 19)}Z`;

/**
 * Reads the service's calendar for days of the clinic, and keeps it for a minute. Throws an HttpProblem: 501 if the
 * service has no calendar.
 */
export const createScheduleReader = ({
  service,
  createCache,
  configuredZone,
}: SearchContext): ReadSchedule => {
  const cache = createCache<ScheduleBody>(200);

  const fetchCalendar = async (call: Call, { from, to }: Days, zone: string) => {
    const days = createClinicCalendar(zone);
    const [first, behind] = [days.startOf(from), days.startOf(addDays(to, 1))];
    const range = new URLSearchParams({ from: toSeconds(first), to: toSeconds(behind) });
    const { json, headers } = await service.get(call, `${endpoints.calendar}?${range.toString()}`);
    return { days, first, behind, headers, json, calendar: readCalendar(json) };
  };

  const load = async (call: Call, range: Days) => {
    const configured = await configuredZone(call);
    const assumed = configured ?? 'UTC';
    let fetched = await fetchCalendar(call, range, assumed);
    const feedZone = fetched.calendar.timezone;
    const zone = feedZone !== null && isTimeZone(feedZone) ? feedZone : assumed;
    // The days begin at another time than assumed.
    if (zone !== assumed) fetched = await fetchCalendar(call, range, zone);
    const { days, first, behind, headers, json, calendar } = fetched;
    if (calendar.items === null) throw unsupported();
    const { items, isRangeIgnored } = itemsInRange(calendar.items, days, first, behind);
    const body: ScheduleBody = {
      ...range,
      timezone: zone,
      configured_timezone: configured,
      received_at: new Date().toISOString(),
      complete: !isRangeIgnored && !claimsMore(json),
      items,
      deviations: calendar.deviations,
    };
    return { body, headers };
  };

  return async (call, { from, to }) => {
    const key = `${from} ${to}`;
    const cached = cache.get(call, key);
    if (cached) return { body: cached, headers: {} };
    const loaded = await load(call, { from, to });
    cache.set(call, key, loaded.body);
    return loaded;
  };
};

/** `GET /api/v1/schedule`: the service's calendar for days of the clinic. */
export const scheduleRoute = (app: FastifyInstance): void => {
  app.get<{ Querystring: Days }>(
    '/api/v1/schedule',
    { schema },
    async (request, reply): Promise<ScheduleBody> => {
      const { from, to } = request.query;
      if (to < from || to > addDays(from, maxScheduleDays - 1)) throw problemOf(422);
      const { body, headers } = await app.appointmentSearch.schedule(toCall(request, reply), { from, to });
      void reply.headers(headers);
      return body;
    },
  );
};
