import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { rateLimitOf } from '#lib/api/query-client.ts';
import { type AppointmentKey, appointmentQuery } from './get-appointment.ts';

/** Fetches an appointment that is likely to be opened next, unless the service grants few requests. */
export const usePrefetchAppointment = (): ((key: AppointmentKey) => void) => {
  const client = useQueryClient();
  return useCallback(
    (key) => {
      if ((rateLimitOf(client)?.backgroundDelayMs() ?? 0) > 0) return;
      const query = appointmentQuery(key, { prefetch: true });
      const removeFailure = () =>
        client.removeQueries({
          queryKey: query.queryKey,
          predicate: (failed) => failed.state.status === 'error' && !failed.isActive(),
        });
      // A failure is no result: the appointment is requested when it is opened.
      void client.prefetchQuery({ ...query, retry: false }).then(removeFailure);
    },
    [client],
  );
};
