import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestListener } from 'node:http';
import type { Pool } from 'pg';
import * as z from 'zod/mini';

const isDay = (text = ''): boolean => text.length === 10;

/** A day of the time zone, `2026-11-01`, or a time with its offset, `2026-11-01T09:00:00Z`. */
const timeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

export const exportSchema = z.object({
  since: z.optional(timeSchema),
  /** A day is included; a time is not. */
  until: z.optional(timeSchema),
  timeZone: z.string(),
  format: z.enum(['jsonl', 'csv']),
});

export type ExportOptions = z.infer<typeof exportSchema>;

interface Entry {
  at: string;
  who: string;
  clinic: string;
  appointment: string | null;
  action: string;
  request_id: string;
  customer: string | null;
  /** What was searched by, never the text, and how many customers were found. */
  search_key: string | null;
  results: number | null;
}

const columns = [
  'at',
  'who',
  'clinic',
  'appointment',
  'action',
  'request_id',
  'customer',
  'search_key',
  'results',
] as const;

/** The characters with which a formula starts in a spreadsheet, fullwidth forms included. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Always quoted; the apostrophe stops a spreadsheet from evaluating text. */
const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const csvHeader = `${columns.join(',')}\r\n`;

/** One line of RFC 4180. */
const toCsv = (entry: Entry): string =>
  `${columns.map((column) => cell(String(entry[column] ?? ''))).join(',')}\r\n`;

/** Without the fields that the entry does not have. */
const toJson = (entry: Entry): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)))}\n`;

/** A day begins and ends at midnight in the time zone, also if the clocks change on that day. */
const entriesSql = `
  select id, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor as who,
    tenant_id as clinic, appointment_id as appointment, action, request_id,
    customer_id as customer, search_key, result_count as results
  from gateway.access_log
  where id > $1
    and ($2::text is null or occurred_at >= case when $3 then $2::timestamp at time zone $6 else $2::timestamptz end)
    and ($4::text is null or occurred_at <
      case when $5 then ($4::timestamp + interval '1 day') at time zone $6 else $4::timestamptz end)
  order by id limit $7`;

/** Yields the access log as text, entry by entry in the order they were written, reading `pageSize` rows at a time. */
export async function* exportAccessLog(
  pool: Pool,
  { since, until, timeZone, format }: ExportOptions,
  pageSize = 1000,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader;
  const range = [since ?? null, isDay(since), until ?? null, isDay(until), timeZone];
  for (let lastId = 0; ; ) {
    const { rows } = await pool.query<Entry & { id: number }>(entriesSql, [lastId, ...range, pageSize]);
    for (const { id, ...entry } of rows) {
      lastId = id;
      yield format === 'csv' ? toCsv(entry) : toJson(entry);
    }
    if (rows.length < pageSize) return;
  }
}

/** The admin request `GET /access-log?timeZone=…&format=…`. A failure midway ends the connection without the last chunk. */
export const handleExport =
  (pool: Pool): RequestListener =>
  (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const options = exportSchema.safeParse(Object.fromEntries(searchParams));
    if (request.method !== 'GET' || pathname !== '/access-log' || !options.success) {
      response.writeHead(404).end();
      return;
    }
    pipeline(Readable.from(exportAccessLog(pool, options.data)), response).catch(() => response.destroy());
  };
