import type { Pool } from 'pg';
import type { TenantContext } from '#server/database/with-tenant.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { type ClinicRoute, queryClinic, type Statement } from '../lists/clinic-query.ts';
import { maxCount } from '../lists/pages.ts';
import { numberParameter, pageSize, textParameter, timeParameter, timeSql } from '../lists/parameters.ts';
import { appointmentJson } from './appointment-json.ts';

/** The position behind which a page begins, as the service's own text. */
const cursorForm = /^([\d :.+-]{10,40}|infinity),([1-9]\d{0,15})$/;

const readCursor = (cursor: string | null): { time: string; id: number } | null => {
  if (cursor === null) return null;
  const [, time, id] = cursorForm.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (time === undefined)
    throw new HttpProblem(422, 'validation_error', 'The parameter cursor is not valid.');
  return { time, id: Number(id) };
};

/**
 * The statement for a page of appointments by `listed_at` and id, filtered by equality and time. Exported for a test that
 * reads its plan.
 */
export const listStatement = (query: ClinicRoute['Querystring']): Statement & { limit: number } => {
  const values: unknown[] = [];
  const add = (value: unknown): number => values.push(value);
  const conditions = ['a.tenant_id = demo.current_tenant()'];
  for (const column of ['customer_id', 'doctor_id', 'room_id']) {
    const id = numberParameter(query, column, Number.MAX_SAFE_INTEGER);
    if (id !== null) conditions.push(`a.${column} = $${add(id)}::bigint`);
  }
  const status = textParameter(query, 'status');
  if (status !== null) conditions.push(`a.status = $${add(status)}::text`);
  const from = timeParameter(query, 'from');
  if (from) conditions.push(`a.listed_at >= ${timeSql(add(from.text), from)}`);
  const to = timeParameter(query, 'to');
  if (to) conditions.push(`a.listed_at < ${timeSql(add(to.text), to, true)}`);
  // An appointment without a time is in no range.
  if (from && !to) conditions.push(`a.listed_at < 'infinity'`);
  const filters = conditions.join(' and ');
  const counted = `select 1 from demo.appointments a where ${filters} limit $${add(maxCount + 1)}`;
  const cursor = readCursor(textParameter(query, 'cursor'));
  const after = cursor
    ? `and (a.listed_at, a.id) > ($${add(cursor.time)}::timestamptz, $${add(cursor.id)}::bigint)`
    : '';
  const limit = pageSize(query);
  const size = `$${add(limit)}::int`;
  return {
    text: `listed.*, (select count(*) from (${counted}) counted) as count
      from (
        select
          coalesce(json_agg(${appointmentJson} order by number) filter (where number <= ${size}), '[]')::text as data,
          max(a.listed_at::text || ',' || a.id) filter (where number = ${size}) as last,
          count(*) as received
        from (
          select *, row_number() over (order by listed_at, id) as number
          from (
            select a.* from demo.appointments a where ${filters} ${after}
            order by a.listed_at, a.id limit ${size} + 1
          ) page
        ) a
      ) listed`,
    values,
    limit,
  };
};

/** The JSON text of `GET /v1/appointments`. Throws a 403 for others than members, a 422 for an invalid parameter. */
export const listAppointments = async (
  pool: Pool,
  context: TenantContext,
  query: ClinicRoute['Querystring'],
): Promise<string> => {
  const { limit, ...statement } = listStatement(query);
  const { data, last, received, count } = await queryClinic<{
    data: string;
    last: string | null;
    received: number;
    count: number;
  }>(pool, context, statement, { isPlannedOnce: true });
  const more = received > limit;
  const meta = {
    cursor: more && last !== null ? Buffer.from(last).toString('base64url') : null,
    has_more: more,
    total: count > maxCount ? null : count,
  };
  return `{"data":${data},"meta":${JSON.stringify(meta)}}`;
};
