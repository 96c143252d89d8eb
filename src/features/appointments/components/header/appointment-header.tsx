import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, type Ref } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { appointmentName } from '#features/appointments/model/related.ts';
import { InlineList } from '#ui/inline-list.tsx';
import { Changed } from '../changes/changed.tsx';
import { StatusBadge } from './status-badge.tsx';
import { CreationType, RelationType } from './appointment-type.tsx';

interface AppointmentHeaderProps {
  appointment: Appointment;
  headingRef: Ref<HTMLHeadingElement>;
  breadcrumb: ReactNode;
  actions: ReactNode;
}

/** The date, status and type of the appointment. */
export function AppointmentHeader({ appointment, headingRef, breadcrumb, actions }: AppointmentHeaderProps) {
  const { relation_type, creation_type, status, scheduled_at } = appointment;
  return (
    <header className="mb-4.5">
      {breadcrumb}
      <div className="mt-2.5 flex flex-col items-start gap-x-5 gap-y-3 md:flex-row">
        <div className="min-w-0">
          <h1
            className="text-xl leading-tight font-bold tracking-tight outline-none sm:text-[1.625rem]"
            ref={headingRef}
            tabIndex={-1}
          >
            <Changed path="scheduled_at">
              <When appointment={appointment} />
            </Changed>
            <span className="sr-only">, {appointmentName(appointment)}</span>
          </h1>
          {/* The badge needs no dot behind it. */}
          <InlineList className="mt-1.5 text-foreground-muted [&>li:nth-child(2)]:before:hidden">
            <li>
              <Changed path="status">
                <StatusBadge status={status} />
              </Changed>
            </li>
            {scheduled_at?.epoch != null && <Timing epoch={scheduled_at.epoch} />}
            <li className="text-sm text-foreground-subtle" data-private translate="no">
              {appointmentName(appointment)}
            </li>
            {relation_type !== null && (
              <li className="text-sm text-foreground-subtle" data-private>
                <Changed path="relation_type">
                  <RelationType code={relation_type} />
                </Changed>
              </li>
            )}
            {creation_type !== null && (
              <li className="text-sm text-foreground-subtle" data-private>
                <Changed path="creation_type">
                  <CreationType code={creation_type} />
                </Changed>
              </li>
            )}
          </InlineList>
        </div>
        <div className="flex shrink-0 flex-wrap gap-1.5 sm:gap-2 md:ms-auto print:hidden">{actions}</div>
      </div>
    </header>
  );
}

function When({ appointment: { scheduled_at } }: { appointment: Appointment }) {
  const format = useFormat();
  if (scheduled_at === null) return <Trans>Not scheduled</Trans>;
  const { epoch, text } = scheduled_at;
  if (epoch === null)
    return (
      <span dir="auto" translate="no">
        {text}
      </span>
    );
  return (
    <time dateTime={new Date(epoch).toISOString()}>{`${format.longDate(epoch)}, ${format.time(epoch)}`}</time>
  );
}

/** The time until the appointment, its time zone, and the user's own time if that differs. */
function Timing({ epoch }: { epoch: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const { timeZone: clinicZone } = useClinic();
  const { timeZone: own } = useRenderEnvironment();
  const zone = format.zone(epoch);
  const differs = format.dateTime(epoch) !== format.dateTime(epoch, own);
  const sameDay = format.longDate(epoch) === format.longDate(epoch, own);
  const ownTime = sameDay ? format.time(epoch, own) : format.dateTime(epoch, own);
  return (
    <>
      <li>{format.relative(epoch, now)}</li>
      <li>{clinicZone !== null ? zone : t`${zone}, your time zone`}</li>
      {differs && <li>{t`${ownTime} your time (${own})`}</li>}
    </>
  );
}
