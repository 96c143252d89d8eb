import { readItem, writeItem } from '#lib/session-storage.ts';

const storageKey = 'recent-appointments';
const maxRecent = 12;

/** An appointment opened in this session, with the fields that lists and commands show. */
export interface RecentAppointment {
  tenant: string;
  id: string;
  code: string | null;
  status: string | null;
  /** Milliseconds since 1970. */
  scheduledAt: number | null;
  /** The IANA time zone of its page. */
  timeZone: string | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const readRecent = (value: unknown): RecentAppointment[] => {
  const { tenant, id, code, status, scheduledAt, timeZone }: Partial<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  if (typeof tenant !== 'string' || typeof id !== 'string') return [];
  const at = typeof scheduledAt === 'number' ? scheduledAt : null;
  return [{ tenant, id, code: text(code), status: text(status), scheduledAt: at, timeZone: text(timeZone) }];
};

/** Newest first. */
export const recentAppointments = (): RecentAppointment[] => {
  const stored = readItem(storageKey);
  return Array.isArray(stored) ? stored.flatMap(readRecent).slice(0, maxRecent) : [];
};

/** Adds an appointment at the top of the list, or moves it there. */
export const addRecentAppointment = (appointment: RecentAppointment): void => {
  const { tenant, id } = appointment;
  const others = recentAppointments().filter((recent) => recent.tenant !== tenant || recent.id !== id);
  writeItem(storageKey, [appointment, ...others].slice(0, maxRecent));
};
