import type { Pool } from 'pg';
import { inTransaction, type Queryable } from './transaction.ts';

/** The user and the tenant for which statements run. Row-level security hides all other rows. */
export interface TenantContext {
  userId: number;
  /** Null hides the records of all tenants; only the user's memberships are visible. */
  tenantId: number | null;
}

const requireId = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} must be a positive integer`);
  return value;
};

/**
 * Runs `work` in a transaction with the rights of one user in one tenant. The role cannot bypass row-level security;
 * role and context end with the transaction. A tenant the user does not belong to shows no rows. Throws a RangeError
 * for an id that is not a positive integer.
 */
export const withTenant = async <T>(
  pool: Pool,
  { userId, tenantId }: TenantContext,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> => {
  const user = requireId('userId', userId);
  const tenant = tenantId === null ? null : requireId('tenantId', tenantId);
  return inTransaction(pool, async (tx) => {
    await tx.query(`select set_config('role', demo.reader_role(), true)`);
    await tx.query('select demo.set_tenant_context($1, $2)', [tenant, user]);
    return work(tx);
  });
};
