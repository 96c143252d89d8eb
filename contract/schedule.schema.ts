import * as z from 'zod/mini';

/** The gateway's responses for the schedule: named fields only, every one present. */

export const id = z.string().check(z.regex(/^[1-9]\d{0,18}$/));
export const text = z.nullable(z.string());
/** A point in time in UTC, or the text as received if it is none. */
export const instant = z.nullable(z.string());
const flag = z.nullable(z.boolean());

export const deviations = z.array(
  z.strictObject({ path: z.string(), expected: z.string(), received: z.string(), count: z.int() }),
);

export const problem = z.nullable(
  z.strictObject({
    /** The code of an error response. */
    error: z.string(),
    /** Seconds; null if unknown. */
    retry_after: z.nullable(z.int()),
  }),
);

const item = z.strictObject({
  kind: text,
  reason: text,
  start_at: instant,
  end_at: instant,
  doctor_name: text,
  treatment_name: text,
  time_label: text,
  appointment_id: z.nullable(id),
  show_details: flag,
  meta: z.nullable(
    z.strictObject({
      status: text,
      status_label: text,
      is_old_slot: flag,
      reschedule_confirmation_pending: flag,
      is_hard_reserved: flag,
      original_scheduled_at: instant,
      proposed_scheduled_at: instant,
      pending_expires_at: instant,
    }),
  ),
});

export const scheduleSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  timezone: z.string(),
  configured_timezone: text,
  received_at: z.iso.datetime(),
  complete: z.boolean(),
  items: z.array(item),
  deviations,
});

export const customer = z.strictObject({ id: z.nullable(id), first_name: text, last_name: text });

export const scheduleRowsSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      id,
      row: z.nullable(
        z.strictObject({
          code: text,
          customer: z.nullable(customer),
          treatments: z.array(z.string()),
          room: z.nullable(z.strictObject({ id: z.nullable(id), name: text })),
          deleted_at: instant,
        }),
      ),
      problem,
    }),
  ),
  deviations,
});

const names = z.strictObject({
  names: z.array(z.strictObject({ id, name: z.string() })),
  complete: z.boolean(),
  problem,
});

export const scheduleFiltersSchema = z.strictObject({ users: names, rooms: names, deviations });

export type ProblemBody = NonNullable<z.infer<typeof problem>>;
export type CustomerBody = z.infer<typeof customer>;
export type DeviationBody = z.infer<typeof deviations>[number];
export type ScheduleBody = z.infer<typeof scheduleSchema>;
export type ScheduleItemBody = z.infer<typeof item>;
export type ScheduleRowsBody = z.infer<typeof scheduleRowsSchema>;
export type ScheduleFiltersBody = z.infer<typeof scheduleFiltersSchema>;
