import { type Deviation, fieldsOf, integer, type Kind, list, ReadContext, type Reader } from './readers.ts';

const kinds: ReadonlySet<string> = new Set<Kind>([
  'null',
  'nothing',
  'text',
  'a number',
  'a whole number',
  'a decimal',
  'a decimal as text',
  'a decimal as a number',
  'true or false',
  'a date',
  'a date with time',
  'a date with time and zone',
  'a list',
  'an empty list',
  'an item',
  'an object',
  'an object with data',
  'an appointment',
  'the number of the nested record',
  'another number',
]);

const isKind = (value: unknown): value is Kind => typeof value === 'string' && kinds.has(value);

const deviation: Reader<Deviation | null> = (value, context) => {
  const { path, expected, received, count } = fieldsOf(value) ?? {};
  return typeof path === 'string' && isKind(expected) && isKind(received)
    ? { path, expected, received, count: integer(count, context.child('count')) ?? 1 }
    : null;
};

/** The `deviations` of a gateway's response: those of the service's response. */
export const deviations: Reader<Deviation[]> = list(deviation);

/**
 * Reads a response of the gateway; to the deviations of the service's response it adds those of this one. Null if it is
 * not an object. Never throws.
 */
export const readReported = <T extends { deviations: Deviation[] }>(
  reader: Reader<T | null>,
  response: unknown,
): T | null => {
  const context = ReadContext.root();
  const parsed = reader(fieldsOf(response), context);
  return parsed && { ...parsed, deviations: [...parsed.deviations, ...context.deviations] };
};
