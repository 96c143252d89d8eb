import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { StatusBadge } from '#features/appointments/components/header/status-badge.tsx';
import { AppointmentLink } from '#features/appointments/components/related/appointment-link.tsx';
import { appointmentName } from '#features/appointments/model/related.ts';
import type { CustomerAppointment } from '#features/customers/model/group-appointments.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';

interface AppointmentTableProps {
  title: string;
  appointments: readonly CustomerAppointment[];
}

/** One group of a customer's appointments: a table, on phones a list of cards. */
export function AppointmentTable({ title, appointments }: AppointmentTableProps) {
  const { t } = useLingui();
  const id = useId();
  if (appointments.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2
        className="border-b border-border-soft px-card pt-3 pb-1.5 text-sm font-semibold text-foreground-subtle"
        id={id}
      >
        {title}
      </h2>
      <table aria-labelledby={id} className="block w-full text-sm sm:table sm:table-fixed">
        <colgroup>
          <col className="w-52" />
          <col />
          <col className="w-48" />
          <col className="w-48" />
          <col className="w-40" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t`Time`}</th>
            <th scope="col">{t`Treatments`}</th>
            <th scope="col">{t`Doctor`}</th>
            <th scope="col">{t`Room`}</th>
            <th scope="col">{t`Status`}</th>
          </tr>
        </thead>
        <tbody className="block sm:table-row-group">
          {appointments.map((appointment) => (
            <Row appointment={appointment} key={appointment.id} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cell = 'block min-w-0 sm:table-cell sm:py-2.5 sm:pe-4 sm:align-top';

function Row({ appointment }: { appointment: CustomerAppointment }) {
  const { t } = useLingui();
  const today = useIsToday(appointment.scheduledAt);
  const { id, code, status, deleted, doctor, room, treatments } = appointment;
  return (
    <tr
      className={`block border-b border-border-soft px-card py-2.5 last:border-0 sm:table-row sm:p-0 ${today ? 'bg-accent-soft' : ''}`}
    >
      <td className={`${cell} sm:ps-card`}>
        <AppointmentLink id={id}>
          <Time value={appointment.scheduledAt} />
          <span className="sr-only">
            {' '}
            <bdi translate="no">{appointmentName({ code, id })}</bdi>
          </span>
        </AppointmentLink>
        <Day value={appointment.scheduledAt} />
      </td>
      <td className={`${cell} ${deleted ? 'line-through' : ''}`}>
        <bdi translate="no">{treatments.join(', ')}</bdi>
      </td>
      <td className={`${cell} text-foreground-muted`}>
        <bdi translate="no">{doctor}</bdi>
      </td>
      <td className={`${cell} text-foreground-muted`}>
        {room === null ? t`No room` : <bdi translate="no">{room}</bdi>}
      </td>
      <td className={`${cell} max-sm:mt-1.5`}>
        <StatusBadge deleted={deleted} size="small" status={status} />
      </td>
    </tr>
  );
}

const useIsToday = (value: CustomerAppointment['scheduledAt']): boolean => {
  const format = useFormat();
  const now = useNow('minute');
  return value !== null && value.epoch !== null && format.day(value.epoch) === format.day(now);
};

function Time({ value }: { value: CustomerAppointment['scheduledAt'] }) {
  const { t } = useLingui();
  const format = useFormat();
  const today = useIsToday(value);
  if (value === null) return t`Not scheduled`;
  if (value.epoch === null) return <bdi translate="no">{value.text}</bdi>;
  const time = format.time(value.epoch);
  return today ? t`Today ${time}` : time;
}

function Day({ value }: { value: CustomerAppointment['scheduledAt'] }) {
  const format = useFormat();
  if (value === null || value.epoch === null) return null;
  return (
    <time
      className="block text-caption text-foreground-subtle"
      dateTime={new Date(value.epoch).toISOString()}
    >
      {format.calendarDay(format.day(value.epoch), 'weekday')}
    </time>
  );
}
