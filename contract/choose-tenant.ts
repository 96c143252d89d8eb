import { isIdentifier } from './endpoints.ts';
import type { Tenant } from './tenant.ts';

/** The clinic of a page. */
export type TenantChoice =
  /** `incomplete`: the URL does not name the clinic, and must to be shared as it is. */
  | { kind: 'chosen'; tenant: Tenant; incomplete: boolean }
  /** The URL names a clinic that the user does not belong to, or no valid number. */
  | { kind: 'not-member'; requested: string }
  /** The user belongs to no clinic. */
  | { kind: 'none' }
  /** The service did not list the clinics, and the URL names none. */
  | { kind: 'unknown' };

/**
 * The clinic of the URL, else the last used one (`current`), else the first. `tenants` is null if the service did not
 * list them; then the clinic of the URL is accepted, because the service checks it in any case.
 */
export const chooseTenant = (
  tenants: readonly Tenant[] | null,
  requested: string | null,
  current: string | null,
): TenantChoice => {
  if (requested !== null) {
    const own = tenants?.find(({ id }) => id === requested);
    if (own) return { kind: 'chosen', tenant: own, incomplete: false };
    if (tenants === null && isIdentifier(requested))
      return {
        kind: 'chosen',
        tenant: { id: requested, name: `#${requested}`, timezone: null },
        incomplete: false,
      };
    return tenants?.length === 0 ? { kind: 'none' } : { kind: 'not-member', requested };
  }
  if (tenants === null) return { kind: 'unknown' };
  const tenant = tenants.find(({ id }) => id === current) ?? tenants[0];
  return tenant ? { kind: 'chosen', tenant, incomplete: tenants.length > 1 } : { kind: 'none' };
};

/** The query of a URL with its `tenant` set, and the other parameters as they were. */
export const withTenantParam = (search: string, tenant: string): string => {
  const parameters = new URLSearchParams(search);
  parameters.set('tenant', tenant);
  return `?${parameters.toString()}`;
};
