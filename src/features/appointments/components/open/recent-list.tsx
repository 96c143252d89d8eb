import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { recentAppointments } from '#features/appointments/model/recent.ts';
import { appointmentName } from '#features/appointments/model/related.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { StatusBadge } from '../header/status-badge.tsx';
import { AppointmentList, AppointmentListItem } from './appointment-list.tsx';

interface RecentListProps {
  /** The name of a clinic; null for a user of one clinic. */
  clinicName: (tenant: string) => string | null;
}

/** The appointments opened in this session, newest first, as they were when they were opened. */
export function RecentList({ clinicName }: RecentListProps) {
  const format = useFormat();
  const [opened] = useState(recentAppointments);
  if (opened.length === 0)
    return (
      <p className="text-sm text-foreground-subtle">
        <Trans>Appointments that you open are listed here until you sign out.</Trans>
      </p>
    );
  return (
    <AppointmentList>
      {opened.map(({ tenant, id, code, status, scheduledAt, timeZone }) => {
        const clinic = clinicName(tenant);
        return (
          <AppointmentListItem
            clinic={clinic}
            href={paths.appointment(id, tenant)}
            key={`${tenant}/${id}`}
            name={appointmentName({ code, id })}
          >
            {scheduledAt !== null && <span>{format.dateTime(scheduledAt, timeZone ?? undefined)}</span>}
            {status !== null && <StatusBadge size="small" status={status} />}
          </AppointmentListItem>
        );
      })}
    </AppointmentList>
  );
}
