/** A clinic, as the page and the gateway know it after reading. */
export interface Tenant {
  id: string;
  name: string;
  /** IANA zone, where the service gives one that this machine knows; else null. */
  timezone: string | null;
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/**
 * Reads an answer of `GET /api/v1/account/tenants`. Never throws: an entry without a usable id is left out,
 * one without a name is called by its number. Null where the answer is no list at all.
 */
export const readTenants = (answer: unknown): Tenant[] | null => {
  const list = Array.isArray(answer) ? answer : fields(answer).data;
  if (!Array.isArray(list)) return null;
  return list.flatMap((entry: unknown) => {
    const { id, name, timezone, time_zone } = fields(entry);
    const key = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : text(id);
    if (key === null || !/^[1-9]\d{0,18}$/.test(key)) return [];
    return [{ id: key, name: text(name) ?? `#${key}`, timezone: text(timezone) ?? text(time_zone) }];
  });
};
