import type { QueryClient } from '@tanstack/react-query';
import type { KnownAppointment } from '#features/appointments/model/find-by-code.ts';
import type { LoadedData } from './get-rows.ts';

/** The appointments of a clinic whose rows in the schedule are loaded. */
export const appointmentsOfSchedule = (client: QueryClient, tenant: string): KnownAppointment[] =>
  client
    .getQueriesData<LoadedData>({ queryKey: ['schedule-row', tenant] })
    .flatMap(([[, , id], data]) =>
      typeof id === 'string' && data?.row ? [{ tenant, id, code: data.row.code }] : [],
    );
