import { isIdentifier } from './endpoints.ts';
import { fieldsOf } from './readers.ts';

/** A clinic. */
export interface Tenant {
  id: string;
  name: string;
  /** IANA zone; null if the service sends none. */
  timezone: string | null;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/**
 * Reads the response of `GET /api/v1/account/tenants`. Entries without a valid id are left out, those without a name
 * are named by their number. Null if the response is not a list. Never throws.
 */
export const readTenants = (response: unknown): Tenant[] | null => {
  const list = Array.isArray(response) ? response : fieldsOf(response)?.data;
  if (!Array.isArray(list)) return null;
  return list.flatMap((entry: unknown) => {
    const { id, name, timezone, time_zone } = fieldsOf(entry) ?? {};
    const key = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : text(id);
    if (key === null || !isIdentifier(key)) return [];
    return [{ id: key, name: text(name) ?? `#${key}`, timezone: text(timezone) ?? text(time_zone) }];
  });
};
