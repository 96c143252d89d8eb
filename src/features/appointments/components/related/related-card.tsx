import { Trans, useLingui } from '@lingui/react/macro';
import type { Appointment, RelatedAppointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { withKeys } from '#lib/with-keys.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { TitledCard } from '#ui/card.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { relatedAppointments, appointmentName } from '#features/appointments/model/related.ts';
import { Changed } from '../changes/changed.tsx';
import { OtherFields } from '../record/other-fields.tsx';
import { StatusBadge } from '../header/status-badge.tsx';
import { RelationType } from '../header/appointment-type.tsx';
import { VisitLink } from './visit-link.tsx';

interface RelatedCardProps {
  appointment: Appointment;
  className?: string;
}

/** The parent appointment and the child appointments. Null if there are none. */
export function RelatedCard({ appointment, className = '' }: RelatedCardProps) {
  const { t } = useLingui();
  const { parents, children } = relatedAppointments(appointment);
  if (parents.length + children.length === 0) return null;
  const visits = [
    ...parents.map((visit) => ({ visit, relation: t`Earlier appointment`, field: 'parent_appointment' })),
    ...children.map((visit) => ({ visit, relation: t`Next appointment`, field: 'child_appointments' })),
  ];
  return (
    <TitledCard className={className} title={t`Related appointments`}>
      <ul className="divide-y divide-border-soft px-card py-1.5">
        {withKeys(visits, ({ visit }) => visit.id).map(({ key, item: { visit, relation, field } }) => (
          <li className="flex items-center gap-2.5 py-2 text-sm" key={key}>
            <div className="min-w-0">
              <VisitName visit={visit} />
              <p className="text-caption text-foreground-subtle">
                <DotSeparated>
                  {relation}
                  {visit.scheduled_at === null ? (
                    <Trans>Not scheduled</Trans>
                  ) : (
                    <DateTime value={visit.scheduled_at} />
                  )}
                </DotSeparated>
              </p>
              {visit.other.length > 0 && (
                <Disclosure summary={<Trans>Other fields</Trans>}>
                  {() => <OtherFields fields={visit.other} heading={false} />}
                </Disclosure>
              )}
            </div>
            {visit.status !== null && (
              <div className="ms-auto shrink-0">
                <Changed path={`${field}.${visit.id}`}>
                  <StatusBadge size="small" status={visit.status} />
                </Changed>
              </div>
            )}
          </li>
        ))}
      </ul>
    </TitledCard>
  );
}

function VisitName({ visit }: { visit: RelatedAppointment }) {
  const text = (
    <DotSeparated>
      <bdi>{appointmentName(visit)}</bdi>
      {visit.relation_type !== null && <RelationType code={visit.relation_type} />}
    </DotSeparated>
  );
  if (visit.id === null || !isIdentifier(visit.id)) return <p>{text}</p>;
  return (
    <VisitLink className="inline-block min-h-6 font-medium" id={visit.id}>
      {text}
    </VisitLink>
  );
}
