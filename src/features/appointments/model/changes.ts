import type { Appointment } from '#contract/appointment.ts';
import { fieldsOf } from '#contract/readers.ts';
import { withKeys } from '#lib/with-keys.ts';

/** Names joined by dots, with a list's items by their keys as of `withKeys`: `treatments.101.price`. */
export type FieldPath = string;

const idOf = (item: unknown): string | null => {
  const id = fieldsOf(item)?.id;
  return typeof id === 'string' ? id : null;
};

/** Items of a list are compared by id regardless of their order, items with the same id or none by position. */
const entriesOf = (value: unknown): Map<string, unknown> | null => {
  if (Array.isArray(value))
    return new Map(withKeys<unknown>(value, idOf).map(({ key, item }) => [key, item]));
  const fields = fieldsOf(value);
  // A date is one field.
  return fields === null || 'epoch' in fields || 'date' in fields ? null : new Map(Object.entries(fields));
};

/** Values nested too deeply for JSON.stringify count as equal: nobody could read the difference. */
const sameJson = (a: unknown, b: unknown): boolean => {
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return true;
  }
};

/** Records are a few levels deep; anything deeper counts as one field. */
const maxDepth = 12;

const differences = (
  before: unknown,
  after: unknown,
  path: FieldPath,
  found: Set<FieldPath>,
  depth = 0,
): void => {
  if (before === after) return;
  const [old, now] = [entriesOf(before), entriesOf(after)];
  if (old === null || now === null || depth > maxDepth) {
    if (!sameJson(before, after)) found.add(path);
    return;
  }
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const below = path === '' ? key : `${path}.${key}`;
    if (old.has(key) && now.has(key)) differences(old.get(key), now.get(key), below, found, depth + 1);
    else found.add(below);
  }
};

/** The time of a change adds nothing to the change itself. */
const ignored = /(^|\.)updated_at$/;

/** The paths of all fields in which two versions of an appointment differ, added and removed items included. */
export const changedFields = (before: Appointment, after: Appointment): ReadonlySet<FieldPath> => {
  const found = new Set<FieldPath>();
  differences(before, after, '', found);
  return new Set([...found].filter((path) => !ignored.test(path)));
};
