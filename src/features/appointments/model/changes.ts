import type { Appointment } from '#contract/appointment.ts';
import { fieldsOf } from '#contract/reading.ts';

/** A field's path: names joined by dots, items of a list by their number: `treatments.101.price`. */
export type FieldPath = string;

/** Items that have numbers are compared by number, whatever their order; others by their place. */
const itemKey = (item: unknown, index: number): string => {
  const id = fieldsOf(item)?.id;
  return typeof id === 'string' ? id : `[${index}]`;
};

const entriesOf = (value: unknown): Map<string, unknown> | null => {
  if (Array.isArray(value)) return new Map(value.map((item: unknown, index) => [itemKey(item, index), item]));
  const fields = fieldsOf(value);
  // A point in time is one field: it changed or it did not.
  return fields === null || 'epoch' in fields || 'date' in fields ? null : new Map(Object.entries(fields));
};

/** What is nested too deeply to be written out counts as unchanged: no one could read the difference. */
const sameJson = (a: unknown, b: unknown): boolean => {
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return true;
  }
};

/** Records lie a few levels deep; what lies deeper is one field. */
const deepest = 12;

const differences = (
  before: unknown,
  after: unknown,
  path: FieldPath,
  found: Set<FieldPath>,
  depth = 0,
): void => {
  if (before === after) return;
  const [old, now] = [entriesOf(before), entriesOf(after)];
  if (old === null || now === null || depth > deepest) {
    if (!sameJson(before, after)) found.add(path);
    return;
  }
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const below = path === '' ? key : `${path}.${key}`;
    if (old.has(key) && now.has(key)) differences(old.get(key), now.get(key), below, found, depth + 1);
    else found.add(below);
  }
};

/** When the record was changed is not news beside what was. */
const unremarkable = /(^|\.)updated_at$/;

/** Every field in which two readings of one appointment differ, added and removed items included. */
export const changedFields = (before: Appointment, after: Appointment): ReadonlySet<FieldPath> => {
  const found = new Set<FieldPath>();
  differences(before, after, '', found);
  return new Set([...found].filter((path) => !unremarkable.test(path)));
};
