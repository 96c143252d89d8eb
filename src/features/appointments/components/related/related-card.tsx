import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Appointment, RelatedAppointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { withKeys } from '#lib/with-keys.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { TitledCard } from '#ui/card.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { appointmentName, relatedAppointments, timeRelation } from '#features/appointments/model/related.ts';
import { Changed } from '../changes/changed.tsx';
import { OtherFields } from '../record/other-fields.tsx';
import { StatusBadge } from '../header/status-badge.tsx';
import { RelationType } from '../header/appointment-type.tsx';
import { AppointmentLink } from './appointment-link.tsx';

interface RelatedCardProps {
  appointment: Appointment;
}

/** The parent appointment and the child appointments. Null if there are none. */
export function RelatedCard({ appointment }: RelatedCardProps) {
  const { t } = useLingui();
  const id = useId();
  const { parents, children } = relatedAppointments(appointment);
  if (parents.length + children.length === 0) return null;
  const items = [
    ...parents.map((item) => ({ item, path: `parent_appointment.${item.id ?? 'unnumbered'}` })),
    ...children.map((item) => ({ item, path: `child_appointments.${item.id ?? 'unnumbered'}` })),
  ];
  const relationOf = (item: RelatedAppointment): string => {
    switch (timeRelation(appointment, item)) {
      case 'earlier':
        return t`Earlier appointment`;
      case 'later':
        return t`Next appointment`;
      case null:
        return t`Related appointment`;
    }
  };
  return (
    <TitledCard title={t`Related appointments`}>
      <ul className="divide-y divide-border-soft px-card py-1.5 print:py-0.5">
        {withKeys(items, ({ item }) => item.id).map(({ key, item: { item, path } }) => (
          <li className="flex items-center gap-2.5 py-2 text-sm print:py-1" key={key}>
            <div className="min-w-0">
              <Changed path={path}>
                <AppointmentName item={item} labelId={`${id}-${key}`} />
              </Changed>
              <p className="text-caption text-foreground-subtle" id={`${id}-${key}-when`}>
                <DotSeparated>
                  {relationOf(item)}
                  {item.scheduled_at === null ? (
                    <Trans>Not scheduled</Trans>
                  ) : (
                    <Changed path={`${path}.scheduled_at`}>
                      <DateTime value={item.scheduled_at} />
                    </Changed>
                  )}
                </DotSeparated>
              </p>
              {item.other.length > 0 && (
                <Disclosure summary={<Trans>Other fields</Trans>}>
                  {() => <OtherFields fields={item.other} heading={false} />}
                </Disclosure>
              )}
            </div>
            {item.status !== null && (
              <div className="ms-auto shrink-0">
                <Changed path={`${path}.status`}>
                  <StatusBadge size="small" status={item.status} />
                </Changed>
              </div>
            )}
          </li>
        ))}
      </ul>
    </TitledCard>
  );
}

interface AppointmentNameProps {
  item: RelatedAppointment;
  /** The id of the link. Its accessible name also includes the element with this id plus `-when`. */
  labelId: string;
}

function AppointmentName({ item, labelId }: AppointmentNameProps) {
  const text = (
    <DotSeparated>
      <bdi translate="no">{appointmentName(item)}</bdi>
      {item.relation_type !== null && <RelationType code={item.relation_type} />}
    </DotSeparated>
  );
  if (item.id === null || !isIdentifier(item.id)) return <span>{text}</span>;
  return (
    <AppointmentLink id={item.id} labelledBy={`${labelId} ${labelId}-when`}>
      <span id={labelId}>{text}</span>
    </AppointmentLink>
  );
}
