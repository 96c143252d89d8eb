import { readItem, writeItem } from '#lib/session-storage.ts';

const storageKey = 'recent-appointments';
const maxRecent = 12;

/** An appointment opened in this session. */
interface RecentAppointment {
  tenant: string;
  id: string;
}

const isRecent = (value: unknown): value is RecentAppointment =>
  typeof value === 'object' &&
  value !== null &&
  'tenant' in value &&
  'id' in value &&
  typeof value.tenant === 'string' &&
  typeof value.id === 'string';

export const recentAppointments = (): RecentAppointment[] => {
  const stored = readItem(storageKey);
  return Array.isArray(stored) ? stored.filter(isRecent).slice(0, maxRecent) : [];
};

/** Adds an appointment at the top of the list. */
export const addRecentAppointment = ({ tenant, id }: RecentAppointment): void => {
  const others = recentAppointments().filter((recent) => recent.tenant !== tenant || recent.id !== id);
  writeItem(storageKey, [{ tenant, id }, ...others].slice(0, maxRecent));
};
