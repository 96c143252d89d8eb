import type { QueryClient } from '@tanstack/react-query';
import { type DocumentData, documentDataId, readDocumentData } from '#contract/document.ts';
import { endpoints } from '#contract/endpoints.ts';
import { appointmentQuery, readAnswer } from '#features/appointments/api/get-appointment.ts';
import { sessionQuery } from '#features/session/api/get-session.ts';
import { carryAnswer } from '#lib/api/client.ts';
import { parseJson } from '#lib/api/parse-json.ts';
import { noteRateLimit } from '#lib/api/rate-budget.ts';

/** What the document carried beside the page; null where it carried nothing, as before signing in. */
export const carriedData = (): DocumentData | null => {
  const element = document.querySelector(`#${documentDataId}`);
  if (!element) return null;
  // Patient data is in the cache from here on, which ends with the sign-in; it must not outlive it in the document.
  element.remove();
  try {
    return readDocumentData(parseJson(element.textContent));
  } catch {
    return null;
  }
};

/** Fills the cache with what the document carried, as of `at` (milliseconds since 1970). */
export const fillCache = (
  queryClient: QueryClient,
  { session, appointment }: DocumentData,
  at: number,
): void => {
  queryClient.setQueryData(sessionQuery.queryKey, session, { updatedAt: at });
  if (appointment?.status !== 200) return;
  const { queryKey } = appointmentQuery({ tenant: appointment.tenant, id: appointment.id });
  const parsed = readAnswer(appointment.body, new Headers(appointment.headers));
  queryClient.setQueryData(queryKey, parsed, { updatedAt: at });
};

/** An answer that was no is met by whoever asks for the appointment, as if the network had brought it just now. */
export const keepRefusal = ({ appointment }: DocumentData): void => {
  if (!appointment) return;
  const { id, tenant, status, headers, body } = appointment;
  if (status === 200) noteRateLimit(new Headers(headers));
  else carryAnswer(endpoints.appointment(id), tenant, Response.json(body, { status, headers }));
};
