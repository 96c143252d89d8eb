import {
  anyJson,
  type Deviation,
  decimal,
  flag,
  identifier,
  integer,
  isEmpty,
  key,
  list,
  object,
  ReadContext,
  type Reader,
  text,
  type UnknownField,
  type Value,
} from './readers.ts';
import { calendarDay, instant } from './time.ts';

/**
 * The parsed appointment: every documented field under its own name, empty values as null or an empty list,
 * identifiers as text, decimals as the text received.
 */

const timestamps = {
  created_at: instant,
  updated_at: instant,
  deleted_at: instant,
};

type Identified = { id: string | null } | null;

/**
 * Reports each field that names another record than the nested ones. `pairs` returns fields with the identifier in
 * them and the nested records.
 */
const consistent =
  <T>(
    reader: Reader<T | null>,
    pairs: (parsed: T) => [field: string, id: string | null, records: readonly Identified[]][],
  ): Reader<T | null> =>
  (value, context) => {
    const parsed = reader(value, context);
    for (const [field, id, records] of parsed === null ? [] : pairs(parsed)) {
      const ids = records.flatMap((record) => record?.id ?? []);
      if (id !== null && ids.length > 0 && !ids.includes(id))
        context.child(field).report('the number of the nested record', 'another number');
    }
    return parsed;
  };

const namedRecord = object({ id: identifier, name: text });

/** A person, group or brand. Documented as an object with id and name; a bare name or number is accepted too. */
const named: Reader<Value<typeof namedRecord> | null> = (value, context) => {
  if (typeof value === 'string' && !isEmpty(value)) {
    context.warn('an object', value);
    return { id: null, name: value, other: [] };
  }
  if (typeof value === 'number') {
    context.warn('an object', value);
    return { id: String(value), name: null, other: [] };
  }
  return namedRecord(value, context);
};

const tag = object({
  id: identifier,
  tenant_id: identifier,
  name: text,
  color: text,
  ...timestamps,
});

const customer = object({
  id: identifier,
  first_name: text,
  last_name: text,
  /** Only in an earlier version of the documentation. */
  gender: text,
  phone_number: text,
  email: text,
  date_of_birth: calendarDay,
  country_name: text,
  identity_number: key,
  job: text,
  address: text,
  default_channel_id: key,
  avatar_url: text,
  related_user: named,
  ...timestamps,
  tags: list(tag),
});

const room = object({
  id: identifier,
  name: text,
  status: text,
  ...timestamps,
});

const unit = object({
  id: key,
  name: text,
  code: text,
});

const product = object({
  id: identifier,
  name: text,
  full_name: text,
  brand: named,
  unit_code: unit,
});

const sessionProduct = consistent(
  object({
    id: identifier,
    product_id: identifier,
    min_quantity: decimal('a number'),
    product,
  }),
  (item) => [['product_id', item.product_id, [item.product]]],
);

/** An earlier version of the documentation listed products directly under a treatment, without a quantity. */
const bareProduct: Reader<Value<typeof sessionProduct> | null> = (value, context) => {
  const parsed = product(value, context);
  return parsed && { id: parsed.id, product_id: parsed.id, min_quantity: null, product: parsed, other: [] };
};

const session = object({
  id: identifier,
  session_order: integer,
  next_gap_days: integer,
  offset_days: integer,
  products: list(sessionProduct),
});

const group = object({
  id: identifier,
  name: text,
  is_active: flag,
});

/** A single keyword counts as a list of one. */
const keywords: Reader<unknown[]> = (value, context) => {
  if (typeof value !== 'string' || isEmpty(value)) return list(anyJson)(value, context);
  context.warn('a list', value);
  return [value];
};

const treatment = consistent(
  object({
    id: identifier,
    group_id: identifier,
    name: text,
    keywords,
    price: decimal('text'),
    tax_rate: decimal('a number'),
    description: text,
    /** The number of planned sessions, not a reference. */
    session: integer,
    is_active: flag,
    /** Any JSON value; null if empty. */
    extra_info: anyJson,
    ...timestamps,
    group,
    users: list(named),
    sessions: list(session),
    products: list(bareProduct),
  }),
  ({ group_id, group: nested }) => [['group_id', group_id, [nested]]],
);

const relatedRecord = object({
  id: identifier,
  code: text,
  scheduled_at: instant,
  status: text,
  relation_type: text,
});

/**
 * A parent or child appointment. Its shape is not documented: an object with some of the fields, a number, or text,
 * which is a code unless it is digits. Fields that a link does not need stay in `other`.
 */
const related: Reader<Value<typeof relatedRecord> | null> = (value, context) => {
  const bare = { id: null, code: null, scheduled_at: null, status: null, relation_type: null, other: [] };
  if (typeof value === 'number') return { ...bare, id: String(value) };
  if (typeof value === 'string' && !isEmpty(value))
    return /^\d+$/.test(value.trim()) ? { ...bare, id: value.trim() } : { ...bare, code: value };
  return relatedRecord(value, context);
};

/** A single related appointment counts as a list of one. */
const relatedList: Reader<Value<typeof relatedRecord>[]> = (value, context) => {
  if (isEmpty(value) || Array.isArray(value)) return list(related)(value, context);
  context.warn('a list', value);
  const item = related(value, context);
  return item ? [item] : [];
};

/** The parent; a list of parents is accepted without a deviation, since the shape is not documented. */
const parents: Reader<Value<typeof relatedRecord>[]> = (value, context) => {
  if (Array.isArray(value)) return list(related)(value, context);
  const parent = related(value, context);
  return parent ? [parent] : [];
};

const appointment = consistent(
  object({
    id: identifier,
    customer_id: identifier,
    room_id: identifier,
    parent_appointment_id: identifier,
    code: text,
    relation_type: text,
    description: text,
    scheduled_at: instant,
    status: text,
    cancellation_reason: text,
    creation_type: text,
    assistants: list(named),
    ...timestamps,
    customer,
    doctor: named,
    room,
    /** Usually one; a list because the shape is not documented. */
    parent_appointment: parents,
    child_appointments: relatedList,
    treatments: list(treatment),
  }),
  (parsed) => [
    ['customer_id', parsed.customer_id, [parsed.customer]],
    ['room_id', parsed.room_id, [parsed.room]],
    ['parent_appointment_id', parsed.parent_appointment_id, parsed.parent_appointment],
  ],
);

export type Named = Value<typeof named>;
export type Tag = Value<typeof tag>;
export type Customer = Value<typeof customer>;
export type SessionProduct = Value<typeof sessionProduct>;
export type Session = Value<typeof session>;
export type Treatment = Value<typeof treatment>;
export type RelatedAppointment = Value<typeof relatedRecord>;
export type Appointment = Value<typeof appointment>;

/** For lists of records (`record-lists.ts`). */
export { appointment as appointmentReader, customer as customerReader, named as namedReader };

export interface ParsedAppointment {
  /** Null if the response contains no appointment. */
  appointment: Appointment | null;
  /** Unknown fields of the response beside the appointment, whose own are in its `other`. */
  other: UnknownField[];
  /** Differences between the response and the documentation. */
  deviations: Deviation[];
  /** The response as received. */
  raw: unknown;
}

const envelope = object({ success: anyJson, data: anyJson });

/** An object with none of these fields is not an appointment. */
const identifyingFields = ['id', 'code', 'scheduled_at', 'customer', 'customer_id', 'treatments', 'status'];

const looksLikeAppointment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && identifyingFields.some((name) => Object.hasOwn(value, name));

const readResponse = (
  raw: unknown,
  context: ReadContext,
): Pick<ParsedAppointment, 'appointment' | 'other'> => {
  const response = envelope(raw, context);
  if (looksLikeAppointment(raw) && !looksLikeAppointment(response?.data)) {
    context.warn('an object with data', raw);
    return { appointment: appointment(raw, context), other: [] };
  }
  if (!response) return { appointment: null, other: [...context.unread] };
  const child = context.child('data');
  if (!looksLikeAppointment(response.data)) {
    child.warn('an appointment', response.data);
    return { appointment: null, other: [{ key: 'data', value: response.data }, ...response.other] };
  }
  return { appointment: appointment(response.data, child), other: response.other };
};

/**
 * Reads any JSON value as the response of `GET /api/v1/appointments/{id}`: `{ success, data }`, or an appointment
 * without the envelope. Never throws.
 */
export const readAppointment = (raw: unknown): ParsedAppointment => {
  const context = ReadContext.root();
  const { appointment: parsed, other } = readResponse(raw, context);
  return { appointment: parsed, other, deviations: context.deviations, raw };
};
