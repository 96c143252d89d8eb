import type { ReactNode } from 'react';
import { useRest } from '#lib/use-rest.ts';
import { Link } from '#ui/link.tsx';
import { usePrefetchAppointment } from '../api/get-appointment.ts';
import { useReadingTenant } from './opened-appointment.ts';

interface VisitLinkProps {
  id: string;
  /** The address of another appointment of this clinic. */
  hrefFor: (id: string) => string;
  className?: string;
  children: ReactNode;
}

/** A link to another appointment, which is fetched as soon as somebody seems about to follow it. */
export function VisitLink({ id, hrefFor, className = '', children }: VisitLinkProps) {
  const tenant = useReadingTenant();
  const prefetch = usePrefetchAppointment();
  const rest = useRest(() => prefetch({ tenant, id }));
  return (
    <Link className={`link ${className}`} to={hrefFor(id)} {...rest}>
      {children}
    </Link>
  );
}
