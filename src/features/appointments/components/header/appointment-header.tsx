import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode, Ref } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { usePrivacy } from '#lib/use-privacy.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { appointmentName } from '#features/appointments/model/related.ts';
import { InlineList } from '#ui/inline-list.tsx';
import { actionsRow, factsText, headerColumns, headingText } from '../appointment-layout.ts';
import { Changed } from '../changes/changed.tsx';
import { useCustomerTitle } from '../use-customer.ts';
import { CreationType, RelationType } from './appointment-type.tsx';
import { StatusBadge, useStatusText } from './status-badge.tsx';
import { StatusBanners } from './status-banners.tsx';
import { StatusHint } from './status-hint.tsx';

interface AppointmentHeaderProps {
  appointment: Appointment;
  headingRef: Ref<HTMLHeadingElement>;
  actions: ReactNode;
}

/** When the appointment is and whether it takes place. */
export function AppointmentHeader({ appointment, headingRef, actions }: AppointmentHeaderProps) {
  const { id, code, relation_type, creation_type, status, scheduled_at, deleted_at } = appointment;
  const customer = useCustomerTitle(appointment);
  const statusText = useStatusText(appointment);
  const hidden = usePrivacy();
  const details = [statusText, ...(hidden ? [] : [customer]), appointmentName(appointment)];
  return (
    <header className="mb-4 print:mb-2">
      <div className={headerColumns}>
        <div className="min-w-0 lg:flex-1">
          <h1 className={`${headingText} rounded-sm`} ref={headingRef} tabIndex={-1}>
            <Changed path="scheduled_at">
              <When appointment={appointment} />
            </Changed>
            <span className="sr-only">{details.map((detail) => `, ${detail}`).join('')}</span>
          </h1>
          <StatusBanners appointment={appointment} />
          {/* The badge needs no dot after it. */}
          <InlineList className={`${factsText} [&>li:nth-child(2)]:before:hidden`}>
            <li>
              <Changed path="status">
                <StatusBadge deleted={deleted_at !== null} status={status} />
              </Changed>
            </li>
            <StatusHint appointment={appointment} />
            {scheduled_at?.epoch != null && <Timing epoch={scheduled_at.epoch} />}
            {relation_type !== null && (
              <li data-private inert={hidden}>
                <Changed path="relation_type">
                  <RelationType code={relation_type} />
                </Changed>
              </li>
            )}
            {creation_type !== null && (
              <li data-private inert={hidden}>
                <Changed path="creation_type">
                  <CreationType code={creation_type} />
                </Changed>
              </li>
            )}
            <li data-private inert={hidden} translate="no">
              {[...(id === null ? [] : [`#${id}`]), ...(code === null ? [] : [code])].join(' · ')}
            </li>
          </InlineList>
        </div>
        <div className={actionsRow}>{actions}</div>
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
      {/* On paper it would be wrong tomorrow. */}
      <li className="print:hidden">{format.relative(epoch, now)}</li>
      <li>{clinicZone !== null ? zone : t`${zone}, your time zone`}</li>
      {differs && <li>{t`${ownTime} your time (${own})`}</li>}
    </>
  );
}
