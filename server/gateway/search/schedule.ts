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

interface ScheduleRoute {
  Querystring: { from: string; to: string };
}

const day = { type: 'string', format: 'date' };
const schema = {
  ...clinicSchema,
  querystring: { type: 'object', properties: { from: day, to: day }, required: ['from', 'to'] },
};

/** In seconds: the documentation shows no fractions. */
const toSeconds = (epoch: number): string => `${new Date(epoch).toISOString().slice(0, 19)}Z`;

/** `GET /api/v1/schedule`: the service's calendar for days of the clinic. */
export const scheduleRoute = (
  app: FastifyInstance,
  { service, createCache, configuredZone }: SearchContext,
): void => {
  const cache = createCache<ScheduleBody>(200);

  const fetchCalendar = async (call: Call, { from, to }: ScheduleRoute['Querystring'], zone: string) => {
    const days = createClinicCalendar(zone);
    const [first, behind] = [days.startOf(from), days.startOf(addDays(to, 1))];
    const range = new URLSearchParams({ from: toSeconds(first), to: toSeconds(behind) });
    const { json, headers } = await service.get(call, `${endpoints.calendar}?${range.toString()}`);
    return { days, first, behind, headers, json, calendar: readCalendar(json) };
  };

  const load = async (call: Call, range: ScheduleRoute['Querystring']) => {
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

  app.get<ScheduleRoute>('/api/v1/schedule', { schema }, async (request, reply): Promise<ScheduleBody> => {
    const { from, to } = request.query;
    if (to < from || to > addDays(from, maxScheduleDays - 1)) throw problemOf(422);
    const call = toCall(request, reply);
    const key = `${from} ${to}`;
    const cached = cache.get(call, key);
    if (cached) return cached;
    const { body, headers } = await load(call, { from, to });
    cache.set(call, key, body);
    void reply.headers(headers);
    return body;
  });
};
