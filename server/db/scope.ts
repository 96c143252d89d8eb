import type { Queryable } from '#server/database/transaction.ts';

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
 * Enters the scope in a transaction: who is asking and where, then the role that cannot bypass row-level security.
 * `enter_scope` leaves the tenant unset for a user who does not belong to it, and every policy reads an unset tenant
 * as "no rows"; so it is where a token is no longer good. Throws a RangeError for an id that is not one.
 */
export const enterScope = async (tx: Queryable, scope: Scope): Promise<void> => {
  const user = identifier('user', scope.user);
  const tenant = scope.tenant === null ? null : identifier('tenant', scope.tenant);
  if (scope.token === undefined) await tx.query(enter, [tenant, user]);
  else await tx.query(enterByToken, [tenant, user, scope.token]);
  await tx.query('set local role flextell_reader');
};
