import type { ReactNode } from 'react';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useRest } from '#lib/use-rest.ts';
import { Link } from '#ui/link.tsx';
import { usePrefetchAppointment } from '#features/appointments/api/get-appointment.ts';

interface VisitLinkProps {
  id: string;
  className?: string;
  children: ReactNode;
}

/** A link to another appointment, which is fetched as soon as somebody seems about to follow it. */
export function VisitLink({ id, className = '', children }: VisitLinkProps) {
  const { tenant, tenantParam } = useClinic();
  const prefetch = usePrefetchAppointment();
  const rest = useRest(() => prefetch({ tenant: tenant.id, id }));
  return (
    <Link className={`link ${className}`} to={paths.appointment(id, tenantParam)} {...rest}>
      {children}
    </Link>
  );
}
