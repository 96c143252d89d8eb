import * as z from 'zod/mini';
import { searchKeys } from './customers.ts';
import { customer, deviations, id, instant, text } from './schedule.schema.ts';

/** The gateway's responses about customers: named fields only, every one present; never notes or an identity number. */

/** `YYYY-MM-DD`, or the text as received if it is no day. */
const day = text;

export const customerSearchSchema = z.strictObject({
  key: z.enum(searchKeys),
  customers: z.array(
    z.strictObject({
      id,
      first_name: text,
      last_name: text,
      date_of_birth: day,
      phone_end: z.nullable(z.string().check(z.regex(/^\d{1,4}$/))),
      deleted_at: instant,
    }),
  ),
  more: z.boolean(),
  deviations,
});

export const nextAppointmentSchema = z.strictObject({
  appointment: z.nullable(z.strictObject({ id, scheduled_at: instant, status: text, doctor_name: text })),
  complete: z.boolean(),
  deviations,
});

export const customerSchema = z.strictObject({
  customer: z.strictObject({
    id,
    first_name: text,
    last_name: text,
    date_of_birth: day,
    phone_number: text,
    email: text,
    address: text,
    country_name: text,
    avatar_url: text,
    deleted_at: instant,
  }),
  deviations,
});

export const customerAppointmentsSchema = z.strictObject({
  appointments: z.array(
    z.strictObject({
      id,
      code: text,
      scheduled_at: instant,
      status: text,
      deleted_at: instant,
      doctor_name: text,
      room_name: text,
      treatments: z.array(z.string()),
    }),
  ),
  customer: z.nullable(customer),
  next: text,
  complete: z.boolean(),
  total: z.nullable(z.int()),
  timezone: z.string(),
  deviations,
});

export type CustomerSearchBody = z.infer<typeof customerSearchSchema>;
export type NextAppointmentBody = z.infer<typeof nextAppointmentSchema>;
export type CustomerPageBody = z.infer<typeof customerSchema>;
export type CustomerAppointmentsBody = z.infer<typeof customerAppointmentsSchema>;
