import type { Step } from './batch.ts';

/** Whose eyes a statement reads with: row-level security shows only what this person may see in this clinic. */
export interface Scope {
  /** The signed-in user's id. */
  user: number;
  /** The clinic; null sees no clinic's records, only the user's own memberships. */
  tenant: number | null;
  /**
   * The digest of the access token that the user was known by. The scope is entered only where that token is stored
   * at this moment, is the user's, and has not expired: whoever remembers a token's user need not ask first.
   */
  token?: Uint8Array | undefined;
}

const identifier = (name: string, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`scope.${name} must be a positive integer`);
  }
  return value;
};

const enter = 'select flextell.enter_scope($1, $2)';

const enterByToken = `
select case when exists (
  select 1 from flextell.oauth_records r
  where r.model = 'AccessToken' and r.id_hash = $3
    and r.payload->>'accountId' = ($2::int8)::text
    and (r.payload->>'exp')::int8 > extract(epoch from clock_timestamp())
) then flextell.enter_scope($1, $2) end`;

/**
 * The steps of one statement in a scope: who is asking and where, then the role that cannot bypass row-level security,
 * then the statement. `enter_scope` leaves the tenant unset for a user who does not belong to it, and every policy
 * reads an unset tenant as "no rows"; so it is where a token is no longer good. Throws a RangeError, before anything is
 * sent, on an id that is none, or a parameter that is no whole number.
 */
export const scopedSteps = (scope: Scope, sql: string, numbers: readonly number[]): readonly Step[] => {
  const user = identifier('user', scope.user);
  const tenant = scope.tenant === null ? null : identifier('tenant', scope.tenant);
  if (!numbers.every(Number.isSafeInteger)) throw new RangeError('a scoped statement takes whole numbers');
  return [
    scope.token === undefined
      ? { sql: enter, values: [tenant, user] }
      : { sql: enterByToken, values: [tenant, user, scope.token] },
    'set local role flextell_reader',
    { sql, values: numbers },
  ];
};
