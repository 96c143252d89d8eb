import { isIdentifier } from './endpoints.ts';
import type { Tenant } from './tenant.ts';

/** Which clinic a page is for. */
export type TenantChoice =
  /** `incomplete`: the address does not name the clinic, and must to be shared as it is. */
  | { kind: 'chosen'; tenant: Tenant; incomplete: boolean }
  /** The link names a clinic that the reader does not belong to, or none that can be. */
  | { kind: 'foreign'; asked: string }
  /** The reader belongs to no clinic at all. */
  | { kind: 'none' }
  /** The service would not say which clinics there are, and the link names none. */
  | { kind: 'unknown' };

/**
 * The link's clinic, else the one the reader used last, else the first. `tenants` is null where the service did
 * not say; then a link's clinic is taken at its word, since the service decides in the end.
 */
export const chooseTenant = (
  tenants: readonly Tenant[] | null,
  asked: string | null,
  current: string | null,
): TenantChoice => {
  if (asked !== null) {
    const own = tenants?.find(({ id }) => id === asked);
    if (own) return { kind: 'chosen', tenant: own, incomplete: false };
    if (tenants === null && isIdentifier(asked))
      return { kind: 'chosen', tenant: { id: asked, name: `#${asked}`, timezone: null }, incomplete: false };
    return tenants?.length === 0 ? { kind: 'none' } : { kind: 'foreign', asked };
  }
  if (tenants === null) return { kind: 'unknown' };
  const tenant = tenants.find(({ id }) => id === current) ?? tenants[0];
  return tenant ? { kind: 'chosen', tenant, incomplete: tenants.length > 1 } : { kind: 'none' };
};

/** The query of an address with the clinic in it, and whatever else it had. */
export const inTenant = (search: string, tenant: string): string => {
  const parameters = new URLSearchParams(search);
  parameters.set('tenant', tenant);
  return `?${parameters.toString()}`;
};
