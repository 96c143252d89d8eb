import { type Appointment, readAppointment } from '#contract/appointment.ts';
import { endpoints } from '#contract/endpoints.ts';
import { capabilityCodes, upstreamCodes } from '#contract/problem.ts';
import type { Deviation } from '#contract/readers.ts';
import type { ProblemBody } from '#contract/schedule.schema.ts';
import type { Access, AccessLog } from '../access-log/access-log.ts';
import { HttpProblem, problemOf } from '#server/http/http-problem.ts';
import { type Call, mapConcurrently, type ServiceCalls, toPartProblem } from './service-calls.ts';

/** Requests for records that one request of the page makes at a time. */
const concurrency = 4;

/** After these the other records are not requested: a silent service would take its timeout for each. */
const stopsAll: ReadonlySet<string> = new Set([
  'too_many_requests',
  upstreamCodes.timeout,
  upstreamCodes.unreachable,
]);

const refusals: Readonly<Record<string, 403 | 404>> = {
  forbidden: 403,
  [capabilityCodes.missingScope]: 403,
  not_found: 404,
};

type ReadRecord<T> =
  | { id: string; value: T; deviations: readonly Deviation[]; problem: null }
  | { id: string; value: null; problem: ProblemBody };

export interface ReadRecords<T> {
  records: ReadRecord<T>[];
  /** Of the last response; empty if all values were known. */
  headers: Record<string, string>;
}

interface RecordCache<T> {
  get(id: string): { value: T; deviations: readonly Deviation[] } | undefined;
  set(id: string, record: { value: T; deviations: readonly Deviation[] }): void;
}

const read = async (service: ServiceCalls, call: Call, id: string) => {
  const { json, headers } = await service.get(call, endpoints.appointment(id), 'record');
  const { appointment, deviations } = readAppointment(json);
  if (appointment === null || appointment.id !== id)
    throw new HttpProblem(502, upstreamCodes.wrongRecord, problemOf(502).message);
  return { appointment, deviations, headers };
};

/**
 * Reads appointments one by one and takes a value from each. A record that the service refuses has a problem; after a
 * rate limit, a timeout or an abort the others are not requested. Throws a 401.
 */
export const readRecords = async <T>(
  service: ServiceCalls,
  call: Call,
  ids: readonly string[],
  take: (appointment: Appointment) => T,
  cache?: RecordCache<T>,
): Promise<ReadRecords<T>> => {
  let last: Record<string, string> = {};
  let limited: ProblemBody | null = null;
  const records = await mapConcurrently(ids, concurrency, async (id): Promise<ReadRecord<T>> => {
    const known = cache?.get(id);
    if (known) return { id, ...known, problem: null };
    if (limited !== null) return { id, value: null, problem: limited };
    try {
      const { appointment, deviations, headers } = await read(service, call, id);
      last = headers;
      const record = { value: take(appointment), deviations };
      cache?.set(id, record);
      return { id, ...record, problem: null };
    } catch (error) {
      const problem = toPartProblem(error);
      if (stopsAll.has(problem.error) || call.signal.aborted) limited = problem;
      return { id, value: null, problem };
    }
  });
  return { records, headers: last };
};

/** Logs the records among them that the service refused to show, or does not have. */
export const logRefused = async (
  accessLog: Pick<AccessLog, 'refused'>,
  access: Omit<Access, 'appointment'>,
  records: readonly ReadRecord<unknown>[],
): Promise<void> => {
  for (const { id, problem } of records) {
    const status = problem === null ? undefined : refusals[problem.error];
    // oxlint-disable-next-line no-await-in-loop -- rare, and at most twenty
    if (status !== undefined) await accessLog.refused({ ...access, appointment: id }, status);
  }
};
