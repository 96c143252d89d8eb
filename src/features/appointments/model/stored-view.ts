import { readItem } from '#lib/session-storage.ts';

interface Key {
  tenant: string;
  id: string;
}

/** Names what a tab stores about the view of one appointment. */
export const viewKey = (name: string, { tenant, id }: Key): string => `${name}:${tenant}/${id}`;

/** All names in use. */
export const viewNames = ['open-rows', 'prepare-for', 'prepare-picked', 'checked-supplies'] as const;

/** Whether this tab has changed the view of an appointment, so that it differs from what the gateway renders. */
export const hasStoredView = (key: Key): boolean =>
  viewNames.some((name) => readItem(viewKey(name, key)) !== null);
