import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useHoverIntent } from '#lib/use-hover-intent.ts';
import { usePrefetchAppointment } from '#features/appointments/api/prefetch-appointment.ts';

interface AppointmentLinkProps {
  id: string;
  /** The ids of the elements that name the link; its content by default. */
  labelledBy?: string;
  children: ReactNode;
}

/** A link to another appointment, which is prefetched on hover or focus. */
export function AppointmentLink({ id, labelledBy, children }: AppointmentLinkProps) {
  const { tenant } = useClinic();
  const prefetch = usePrefetchAppointment();
  const handlers = useHoverIntent(() => prefetch({ tenant: tenant.id, id }));
  return (
    <Link
      aria-labelledby={labelledBy}
      className="link inline-block min-h-6 font-medium pointer-coarse:py-2.5"
      to={paths.appointment(id, tenant.id)}
      {...handlers}
    >
      {children}
    </Link>
  );
}
