import { keepInTab, keptInTab } from '#lib/tab-storage.ts';

/** The appointments opened in this sign-in: clinic and number alone. */
const place = 'opened-appointments';
const most = 12;

interface OpenedAppointment {
  tenant: string;
  id: string;
}

const isOpened = (value: unknown): value is OpenedAppointment =>
  typeof value === 'object' &&
  value !== null &&
  'tenant' in value &&
  'id' in value &&
  typeof value.tenant === 'string' &&
  typeof value.id === 'string';

export const openedAppointments = (): OpenedAppointment[] => {
  const kept = keptInTab(place);
  return Array.isArray(kept) ? kept.filter(isOpened).slice(0, most) : [];
};

/** Puts an appointment at the top of the list. */
export const rememberOpened = ({ tenant, id }: OpenedAppointment): void => {
  const others = openedAppointments().filter((one) => one.tenant !== tenant || one.id !== id);
  keepInTab(place, [{ tenant, id }, ...others].slice(0, most));
};
