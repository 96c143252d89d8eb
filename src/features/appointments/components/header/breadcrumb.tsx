import { useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Appointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { relatedAppointments, appointmentName } from '#features/appointments/model/related.ts';
import { AppointmentLink } from '../related/appointment-link.tsx';

/** Home, the parent appointment, this appointment. */
export function Breadcrumb({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const parent = relatedAppointments(appointment).parents.find(({ id }) => id !== null && isIdentifier(id));
  return (
    <nav aria-label={t`Breadcrumb`} className="text-caption text-foreground-subtle print:hidden" data-private>
      <ol className="flex flex-wrap items-center gap-x-1.5">
        <Step>
          <Link className="link inline-flex min-h-6 items-center" to={paths.home(tenant.id)}>
            {t`Appointments`}
          </Link>
        </Step>
        {parent?.id && (
          <Step>
            <AppointmentLink className="inline-flex min-h-6 items-center" id={parent.id}>
              <bdi translate="no">{appointmentName(parent)}</bdi>
            </AppointmentLink>
          </Step>
        )}
        <li aria-current="page" className="font-medium text-foreground-muted">
          <bdi translate="no">{appointmentName(appointment)}</bdi>
        </li>
      </ol>
    </nav>
  );
}

function Step({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      {children}
      <ChevronRight className="size-3.5 rtl:-scale-x-100" />
    </li>
  );
}
