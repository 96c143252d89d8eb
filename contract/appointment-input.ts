import { isIdentifier } from './endpoints.ts';

/** An appointment and, if the input names one, its clinic. */
export interface AppointmentInput {
  id: string;
  tenant: string | null;
}

/**
 * Parses what a user typed or pasted to open an appointment: `42`, `#42`, `/appointments/42` or a link with its
 * clinic. Null if it names no appointment.
 */
export const parseAppointmentInput = (input: string): AppointmentInput | null => {
  const typed = input.trim();
  const number = typed.replace(/^#\s*/, '').replace(/^0+(?=\d)/, '');
  if (isIdentifier(number)) return { id: number, tenant: null };
  const link = /\/appointments\/(\d+)\/?(?:\?([^#]*))?(?:#.*)?$/.exec(typed);
  const id = link?.[1];
  if (id === undefined || !isIdentifier(id)) return null;
  const tenant = new URLSearchParams(link?.[2] ?? '').get('tenant');
  return { id, tenant: tenant !== null && isIdentifier(tenant) ? tenant : null };
};
