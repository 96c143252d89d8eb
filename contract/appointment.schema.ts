import * as z from 'zod/mini';

/**
 * The documented response of `GET /api/v1/appointments/{id}`: every field present, and no other. It validates the
 * responses of the embedded service; responses of any service are read by `readAppointment`, which is tolerant.
 */

const id = z.int().check(z.positive());
const instant = z.iso.datetime();
const optional = <T extends z.core.SomeType>(schema: T) => z.nullable(schema);
/** A plain decimal as text, without an exponent; never a float. */
const decimal = z.string().check(z.regex(/^\d+(\.\d+)?$/));

const timestamps = {
  created_at: optional(instant),
  updated_at: optional(instant),
  deleted_at: optional(instant),
};

const named = z.strictObject({ id, name: optional(z.string()) });

const tag = z.strictObject({
  id,
  tenant_id: id,
  name: optional(z.string()),
  color: optional(z.string()),
  ...timestamps,
});

const customer = z.strictObject({
  id,
  first_name: optional(z.string()),
  last_name: optional(z.string()),
  phone_number: optional(z.string()),
  email: optional(z.string()),
  date_of_birth: optional(instant),
  country_name: optional(z.string()),
  identity_number: optional(z.string()),
  job: optional(z.string()),
  address: optional(z.string()),
  default_channel_id: optional(id),
  avatar_url: optional(z.string()),
  related_user: optional(named),
  ...timestamps,
  tags: z.array(tag),
});

const room = z.strictObject({ id, name: optional(z.string()), status: optional(z.string()), ...timestamps });

const product = z.strictObject({
  id,
  name: optional(z.string()),
  full_name: optional(z.string()),
  brand: optional(named),
  unit_code: optional(
    z.strictObject({ id: z.string(), name: optional(z.string()), code: optional(z.string()) }),
  ),
});

const sessionProduct = z.strictObject({
  id,
  product_id: optional(id),
  min_quantity: optional(z.number()),
  product: optional(product),
});

const session = z.strictObject({
  id,
  session_order: optional(z.int()),
  next_gap_days: optional(z.int()),
  offset_days: optional(z.int()),
  products: z.array(sessionProduct),
});

const treatment = z.strictObject({
  id,
  group_id: optional(id),
  name: optional(z.string()),
  keywords: z.array(z.unknown()),
  price: optional(decimal),
  tax_rate: optional(z.number()),
  description: optional(z.string()),
  session: optional(z.int()),
  is_active: optional(z.string()),
  extra_info: z.record(z.string(), z.unknown()),
  ...timestamps,
  group: optional(z.strictObject({ id, name: optional(z.string()), is_active: optional(z.boolean()) })),
  users: z.array(named),
  sessions: z.array(session),
});

/**
 * A parent or child is documented as unknown. The embedded service writes the fields a link needs: identity, time and status.
 */
const relatedAppointment = z.strictObject({
  id,
  code: optional(z.string()),
  scheduled_at: optional(instant),
  status: optional(z.string()),
  relation_type: optional(z.string()),
});

const appointment = z.strictObject({
  id,
  customer_id: optional(id),
  room_id: optional(id),
  parent_appointment_id: optional(id),
  code: optional(z.string()),
  relation_type: optional(z.string()),
  description: optional(z.string()),
  scheduled_at: optional(instant),
  status: optional(z.string()),
  cancellation_reason: optional(z.string()),
  creation_type: optional(z.string()),
  assistants: z.array(named),
  ...timestamps,
  customer: optional(customer),
  doctor: optional(named),
  room: optional(room),
  parent_appointment: optional(relatedAppointment),
  child_appointments: z.array(relatedAppointment),
  treatments: z.array(treatment),
});

export const appointmentResponseSchema = z.strictObject({ success: z.string(), data: appointment });

export type AppointmentResponse = z.infer<typeof appointmentResponseSchema>;
