import { appointmentReader, customerReader, namedReader } from './appointment.ts';
import { type Deviation, list, ReadContext, type Reader } from './readers.ts';

interface ParsedRows<T> {
  /** Without those that are no objects. */
  rows: T[];
  deviations: Deviation[];
}

/** Reads the items of a list's `data`. Never throws. */
const rowsOf =
  <T>(reader: Reader<T | null>) =>
  (data: readonly unknown[]): ParsedRows<T> => {
    const context = ReadContext.root();
    return { rows: list(reader)(data, context.child('data')), deviations: context.deviations };
  };

export const readAppointmentRows = rowsOf(appointmentReader);
export const readCustomerRows = rowsOf(customerReader);
/** Of users and rooms, only number and name. */
export const readNamedRows = rowsOf(namedReader);
