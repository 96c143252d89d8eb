import type { QueryClient } from '@tanstack/react-query';
import { type InitialData, initialDataId, parseInitialData } from '#contract/initial-data.ts';
import { appointmentQuery, toAppointmentData } from '#features/appointments/api/get-appointment.ts';
import { preloadedScheduleKey } from '#features/schedule/api/preloaded-schedule.ts';
import { sessionQuery } from '#features/session/api/session.ts';
import { httpError } from '#lib/api/client.ts';
import { parseJson } from '#lib/api/parse-json.ts';
import { rateLimitOf } from '#lib/api/query-client.ts';

interface InitialDataText {
  data: InitialData;
  /** The number of characters of the JSON text. */
  size: number;
}

/** The initial data in the document; null if there is none, as before sign-in. */
export const readInitialData = (): InitialDataText | null => {
  const element = document.querySelector(`#${initialDataId}`);
  if (!element) return null;
  // After this only the query cache contains patient data. It is cleared at sign-out.
  element.remove();
  const text = element.textContent;
  try {
    const data = parseInitialData(parseJson(text));
    return data && { data, size: text.length };
  } catch {
    return null;
  }
};

/** Shows the repaired and completed URL, for which the gateway rendered the page. */
export const showAddress = ({ address }: InitialData): void => {
  if (address === null) return;
  try {
    window.history.replaceState(window.history.state, '', address + window.location.hash);
  } catch {
    // The browser refuses it, and the page completes the URL later.
  }
};

/** Fills the cache, as of `updatedAt` (milliseconds since 1970). A failed response becomes the error of its query. */
export const seedQueryCache = async (
  client: QueryClient,
  { data: { session, appointment, schedule, rendered_at }, size }: InitialDataText,
  updatedAt: number,
): Promise<void> => {
  client.setQueryData(sessionQuery.queryKey, session, { updatedAt });
  if (schedule) client.setQueryData(preloadedScheduleKey, schedule, { updatedAt });
  const headers = new Headers(appointment?.headers ?? schedule?.headers);
  if (!headers.has('Date')) headers.set('Date', new Date(rendered_at).toUTCString());
  rateLimitOf(client)?.record(headers);
  if (!appointment) return;
  const { tenant, id, status, body } = appointment;
  const query = appointmentQuery({ tenant, id });
  if (status === 200) client.setQueryData(query.queryKey, toAppointmentData(body, size), { updatedAt });
  else
    await client.prefetchQuery({
      ...query,
      queryFn: () => Promise.reject(httpError(status, headers, body)),
      retry: false,
    });
};
