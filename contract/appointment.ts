import {
  anything,
  decimal,
  flag,
  identifier,
  integer,
  isEmpty,
  key,
  list,
  type OtherField,
  type Place,
  type Reader,
  record,
  text,
} from './reading.ts';
import { calendarDay, moment } from './time.ts';

/**
 * The appointment as the page knows it: every documented field under its own name, each empty form as null or
 * an empty list, identifiers as text, decimals as they were written. Built by `readAppointment`.
 */

type Read<R> = R extends Reader<infer T> ? NonNullable<T> : never;

const timestamps = {
  created_at: moment,
  updated_at: moment,
  deleted_at: moment,
};

const namedRecord = record((field) => ({ id: field('id', identifier), name: field('name', text) }));

/** A person, group or brand: documented as id and name; a bare name or number is as good as it gets. */
const named: Reader<Read<typeof namedRecord> | null> = (value, place) => {
  if (typeof value === 'string' && !isEmpty(value)) {
    place.note('an object', value);
    return { id: null, name: value, other: [] };
  }
  if (typeof value === 'number') {
    place.note('an object', value);
    return { id: String(value), name: null, other: [] };
  }
  return namedRecord(value, place);
};

const tag = record((field) => ({
  id: field('id', identifier),
  tenant_id: field('tenant_id', identifier),
  name: field('name', text),
  color: field('color', text),
  created_at: field('created_at', timestamps.created_at),
  updated_at: field('updated_at', timestamps.updated_at),
  deleted_at: field('deleted_at', timestamps.deleted_at),
}));

const customer = record((field) => ({
  id: field('id', identifier),
  first_name: field('first_name', text),
  last_name: field('last_name', text),
  /** Not in today's documentation; an earlier version of it had this field. */
  gender: field('gender', text),
  phone_number: field('phone_number', text),
  email: field('email', text),
  date_of_birth: field('date_of_birth', calendarDay),
  country_name: field('country_name', text),
  identity_number: field('identity_number', key),
  job: field('job', text),
  address: field('address', text),
  default_channel_id: field('default_channel_id', key),
  avatar_url: field('avatar_url', text),
  related_user: field('related_user', named),
  created_at: field('created_at', timestamps.created_at),
  updated_at: field('updated_at', timestamps.updated_at),
  deleted_at: field('deleted_at', timestamps.deleted_at),
  tags: field('tags', list(tag)),
}));

const room = record((field) => ({
  id: field('id', identifier),
  name: field('name', text),
  status: field('status', text),
  created_at: field('created_at', timestamps.created_at),
  updated_at: field('updated_at', timestamps.updated_at),
  deleted_at: field('deleted_at', timestamps.deleted_at),
}));

const unit = record((field) => ({
  id: field('id', key),
  name: field('name', text),
  code: field('code', text),
}));

const product = record((field) => ({
  id: field('id', identifier),
  name: field('name', text),
  full_name: field('full_name', text),
  brand: field('brand', named),
  unit_code: field('unit_code', unit),
}));

const sessionProduct = record((field) => ({
  id: field('id', identifier),
  product_id: field('product_id', identifier),
  min_quantity: field('min_quantity', decimal('a number')),
  product: field('product', product),
}));

/** The earlier version of the documentation listed products directly under a treatment, with no quantity. */
const bareProduct: Reader<Read<typeof sessionProduct> | null> = (value, place) => {
  const read = product(value, place);
  return read && { id: read.id, product_id: read.id, min_quantity: null, product: read, other: [] };
};

const session = record((field) => ({
  id: field('id', identifier),
  session_order: field('session_order', integer),
  next_gap_days: field('next_gap_days', integer),
  offset_days: field('offset_days', integer),
  products: field('products', list(sessionProduct)),
}));

const group = record((field) => ({
  id: field('id', identifier),
  name: field('name', text),
  is_active: field('is_active', flag),
}));

/** A lone word where a list of them is documented is a list of one. */
const keywords: Reader<unknown[]> = (value, place) => {
  if (typeof value !== 'string' || isEmpty(value)) return list(anything)(value, place);
  place.note('a list', value);
  return [value];
};

const treatment = record((field) => ({
  id: field('id', identifier),
  group_id: field('group_id', identifier),
  name: field('name', text),
  keywords: field('keywords', keywords),
  price: field('price', decimal('text')),
  tax_rate: field('tax_rate', decimal('a number')),
  description: field('description', text),
  /** How many sessions are planned: a count, not a reference. */
  session: field('session', integer),
  is_active: field('is_active', flag),
  /** Whatever the clinic noted; null when empty. */
  extra_info: field('extra_info', anything),
  created_at: field('created_at', timestamps.created_at),
  updated_at: field('updated_at', timestamps.updated_at),
  deleted_at: field('deleted_at', timestamps.deleted_at),
  group: field('group', group),
  users: field('users', list(named)),
  sessions: field('sessions', list(session)),
  products: field('products', list(bareProduct)),
}));

const relatedRecord = record((field) => ({
  id: field('id', identifier),
  code: field('code', text),
  scheduled_at: field('scheduled_at', moment),
  status: field('status', text),
  relation_type: field('relation_type', text),
}));

/**
 * A parent or child, documented as unknown: an appointment of any depth, a few of its fields, or only its
 * number; any other text is taken for its code. What is more than a link needs stays in `other`.
 */
const related: Reader<Read<typeof relatedRecord> | null> = (value, place) => {
  const bare = { id: null, code: null, scheduled_at: null, status: null, relation_type: null, other: [] };
  if (typeof value === 'number') return { ...bare, id: String(value) };
  if (typeof value === 'string' && !isEmpty(value))
    return /^\d+$/.test(value.trim()) ? { ...bare, id: value.trim() } : { ...bare, code: value };
  return relatedRecord(value, place);
};

/** One where a list is documented is a list of one; this field's shape is not documented further. */
const relatedList: Reader<Read<typeof relatedRecord>[]> = (value, place) => {
  if (isEmpty(value) || Array.isArray(value)) return list(related)(value, place);
  place.note('a list', value);
  const one = related(value, place);
  return one ? [one] : [];
};

/** A parent wrapped in a list is that parent; more than one are all kept. */
const parents: Reader<Read<typeof relatedRecord>[]> = (value, place) => {
  if (Array.isArray(value)) return list(related)(value, place);
  const one = related(value, place);
  return one ? [one] : [];
};

const appointment = record((field) => ({
  id: field('id', identifier),
  customer_id: field('customer_id', identifier),
  room_id: field('room_id', identifier),
  parent_appointment_id: field('parent_appointment_id', identifier),
  code: field('code', text),
  relation_type: field('relation_type', text),
  description: field('description', text),
  scheduled_at: field('scheduled_at', moment),
  status: field('status', text),
  cancellation_reason: field('cancellation_reason', text),
  creation_type: field('creation_type', text),
  assistants: field('assistants', list(named)),
  created_at: field('created_at', timestamps.created_at),
  updated_at: field('updated_at', timestamps.updated_at),
  deleted_at: field('deleted_at', timestamps.deleted_at),
  customer: field('customer', customer),
  doctor: field('doctor', named),
  room: field('room', room),
  /** One as a rule; a list because its shape is not documented. */
  parent_appointment: field('parent_appointment', parents),
  child_appointments: field('child_appointments', relatedList),
  treatments: field('treatments', list(treatment)),
}));

export type Named = Read<typeof named>;
export type Tag = Read<typeof tag>;
export type Customer = Read<typeof customer>;
export type SessionProduct = Read<typeof sessionProduct>;
export type Session = Read<typeof session>;
export type Treatment = Read<typeof treatment>;
export type RelatedAppointment = Read<typeof relatedRecord>;
export type Appointment = Read<typeof appointment>;

/** What is known after reading: whether the answer held an appointment at all, and what stood around it. */
export interface AnswerContent {
  /** Null where nothing in the answer could be an appointment. */
  appointment: Appointment | null;
  /** Fields beside `success` and `data` that nobody knew. */
  other: OtherField[];
}

const envelope = record((field) => ({ success: field('success', anything), data: field('data', anything) }));

/** Without one of these an object is not an appointment but something else under its name. */
const telling = ['id', 'code', 'scheduled_at', 'customer', 'customer_id', 'treatments', 'status'];

const holdsAppointment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && telling.some((name) => Object.hasOwn(value, name));

/** Reads the body of `GET /api/v1/appointments/{id}`: `{ success, data }`, or a bare appointment. Never throws. */
export const readAppointmentAnswer = (answer: unknown, place: Place): AnswerContent => {
  if (holdsAppointment(answer) && !holdsAppointment(envelope(answer, place)?.data)) {
    place.note('an object with data', answer);
    return { appointment: appointment(answer, place), other: [] };
  }
  const read = envelope(answer, place);
  if (!read) return { appointment: null, other: [...place.unread] };
  const at = place.child('data');
  if (!holdsAppointment(read.data)) {
    at.note('an appointment', read.data);
    return { appointment: null, other: [{ key: 'data', value: read.data }, ...read.other] };
  }
  return { appointment: appointment(read.data, at), other: read.other };
};
