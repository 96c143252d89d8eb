import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useHoverIntent } from '#lib/use-hover-intent.ts';
import { usePrefetchAppointment } from '#features/appointments/api/prefetch-appointment.ts';

interface AppointmentLinkProps {
  id: string;
  className?: string;
  children: ReactNode;
}

/** A link to another appointment, which is prefetched on hover or focus. */
export function AppointmentLink({ id, className = '', children }: AppointmentLinkProps) {
  const { tenant } = useClinic();
  const prefetch = usePrefetchAppointment();
  const handlers = useHoverIntent(() => prefetch({ tenant: tenant.id, id }));
  return (
    <Link className={`link ${className}`} to={paths.appointment(id, tenant.id)} {...handlers}>
      {children}
    </Link>
  );
}
