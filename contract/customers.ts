import { deviations, readReported } from './deviations.ts';
import { flag, integer, list, object, text, type Value } from './readers.ts';
import { listedCustomer } from './schedule.ts';
import { calendarDay, instant } from './time.ts';

/** The gateway's responses about customers, as the page reads them; `customers.schema.ts` is the form that the gateway writes. */

/** The fields that the text was compared with. Words and digits together are a name and the digits of a phone number. */
export const searchKeys = ['name', 'phone', 'name_and_phone', 'identity_number'] as const;
export type SearchKey = (typeof searchKeys)[number];

const foundCustomer = object({
  id: text,
  first_name: text,
  last_name: text,
  date_of_birth: calendarDay,
  /** The last four digits of the phone number. */
  phone_end: text,
  deleted_at: instant,
});

const search = object({
  /** A `SearchKey`. */
  key: text,
  /** At most 20. None means that the service found none, not that there is none. */
  customers: list(foundCustomer),
  /** True if there may be more; the count is then "20+". */
  more: flag,
  deviations,
});

const next = object({
  /** Null if none was found; see `complete`. */
  appointment: object({ id: text, scheduled_at: instant, status: text, doctor_name: text }),
  /** False if the service did not list all of the customer's appointments, so that there may be an earlier one. */
  complete: flag,
  deviations,
});

const contact = object({
  id: text,
  first_name: text,
  last_name: text,
  date_of_birth: calendarDay,
  phone_number: text,
  email: text,
  address: text,
  country_name: text,
  avatar_url: text,
  deleted_at: instant,
});

const customer = object({ customer: contact, deviations });

const appointments = object({
  /** In the order of the service, which is not documented. A count of a part of the pages is shown as "50+". */
  appointments: list(
    object({
      id: text,
      code: text,
      scheduled_at: instant,
      status: text,
      deleted_at: instant,
      doctor_name: text,
      room_name: text,
      treatments: list(text),
    }),
  ),
  /** The customer's name according to the first appointment; null without one. */
  customer: listedCustomer,
  /** The `cursor` of the next page; null on the last. */
  next: text,
  /** False if the service has more that it does not send: it repeated a cursor, or sent an empty page. */
  complete: flag,
  /** According to the service; null if it sends none. */
  total: integer,
  /** As in a schedule. */
  timezone: text,
  deviations,
});

export type CustomerSearch = Value<typeof search>;
export type NextAppointment = Value<typeof next>;
export type CustomerContact = Value<typeof contact>;
export type CustomerResponse = Value<typeof customer>;
export type CustomerAppointments = Value<typeof appointments>;

/** Reads the response of `searchEndpoints.search`; null if it is not an object. Never throws. */
export const readCustomerSearch = (response: unknown): CustomerSearch | null =>
  readReported(search, response);

/** Reads the response of `searchEndpoints.nextAppointment`; null if it is not an object. Never throws. */
export const readNextAppointment = (response: unknown): NextAppointment | null =>
  readReported(next, response);

/** Reads the response of `searchEndpoints.customer`; null if it is not an object. Never throws. */
export const readCustomer = (response: unknown): CustomerResponse | null => readReported(customer, response);

/** Reads the response of `searchEndpoints.customerAppointments`; null if it is not an object. Never throws. */
export const readCustomerAppointments = (response: unknown): CustomerAppointments | null =>
  readReported(appointments, response);
