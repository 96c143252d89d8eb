import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { CustomerAppointments } from '#contract/customers.ts';
import type { KnownAppointment } from '#features/appointments/model/find-by-code.ts';

/** The appointments of a clinic that its customers' pages have listed. */
export const appointmentsOfCustomers = (client: QueryClient, tenant: string): KnownAppointment[] =>
  client
    .getQueriesData<InfiniteData<CustomerAppointments>>({ queryKey: ['customer-appointments', tenant] })
    .flatMap(([, data]) => data?.pages ?? [])
    .flatMap(({ appointments }) => appointments.map(({ id, code }) => ({ tenant, id, code })));
