import type { Opening } from './transaction.ts';

/** Whose eyes a statement reads with: row-level security shows only what this person may see in this clinic. */
export interface Scope {
  /** The signed-in user's id. */
  user: number;
  /** The clinic; null sees no clinic's records, only the user's own memberships. */
  tenant: number | null;
}

const identifier = (name: string, value: unknown): string => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`scope.${name} must be a positive integer`);
  }
  return String(value);
};

/**
 * The statements that open a scoped transaction, as one message: the role that cannot bypass row-level security,
 * then who is asking and where. `enter_scope` leaves the tenant unset for a user who does not belong to it, and
 * every policy reads an unset tenant as "no rows". Throws, before anything is sent, on an id that is none: the
 * values go into the text, so they are digits or nothing.
 */
export const openScope = (scope: Scope): Opening => {
  const user = identifier('user', scope.user);
  const tenant = scope.tenant === null ? 'null' : identifier('tenant', scope.tenant);
  return {
    opening: `begin; set local role flextell_reader; select flextell.enter_scope(${tenant}, ${user})`,
    prepared: true,
  };
};
