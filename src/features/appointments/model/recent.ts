/**
 * The appointments opened in this sign-in: clinic and number alone, in this tab's session storage, gone with the
 * tab and at sign-out.
 */
const place = 'opened-appointments';
const most = 12;

export interface OpenedAppointment {
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
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isOpened).slice(0, most) : [];
  } catch {
    // Storage may be off or hold anything; a list of shortcuts is not worth an error.
    return [];
  }
};

/** Puts an appointment at the top of the list. */
export const rememberOpened = ({ tenant, id }: OpenedAppointment): void => {
  const others = openedAppointments().filter((one) => one.tenant !== tenant || one.id !== id);
  try {
    sessionStorage.setItem(place, JSON.stringify([{ tenant, id }, ...others].slice(0, most)));
  } catch {
    // As above.
  }
};

export const forgetOpened = (): void => {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // As above.
  }
};
