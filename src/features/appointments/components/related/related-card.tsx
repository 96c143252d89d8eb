import { Trans, useLingui } from '@lingui/react/macro';
import type { Appointment, RelatedAppointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { withKeys } from '#lib/with-keys.ts';
import { Card } from '#ui/card.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { relatedAppointments, appointmentName } from '#features/appointments/model/related.ts';
import { Changed } from '../changes/changed.tsx';
import { MomentText } from '../moment-text.tsx';
import { OtherFields } from '../record/other-fields.tsx';
import { StatusBadge } from '../header/status-badge.tsx';
import { RelationType } from '../header/appointment-type.tsx';
import { VisitLink } from './visit-link.tsx';

interface RelatedCardProps {
  appointment: Appointment;
  className?: string;
}

/** The visit before and the visits after; nothing where there are none. */
export function RelatedCard({ appointment, className = '' }: RelatedCardProps) {
  const { t } = useLingui();
  const { parents, children } = relatedAppointments(appointment);
  if (parents.length + children.length === 0) return null;
  const visits = [
    ...parents.map((visit) => ({ visit, place: t`Earlier visit`, field: 'parent_appointment' })),
    ...children.map((visit) => ({ visit, place: t`Next visit`, field: 'child_appointments' })),
  ];
  return (
    <Card className={className} title={t`Related appointments`}>
      <ul className="divide-y divide-line-soft px-4.5 py-1.5">
        {withKeys(visits, ({ visit }) => visit.id).map(({ key, item: { visit, place, field } }) => (
          <li className="flex items-center gap-2.5 py-2 text-sm" key={key}>
            <div className="min-w-0">
              <VisitName visit={visit} />
              <p className="text-[0.8125rem] text-ink-3">
                {place}
                {' · '}
                {visit.scheduled_at === null ? (
                  <Trans>Not scheduled</Trans>
                ) : (
                  <MomentText moment={visit.scheduled_at} />
                )}
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
                  <StatusBadge small status={visit.status} />
                </Changed>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function VisitName({ visit }: { visit: RelatedAppointment }) {
  const text = (
    <>
      <bdi>{appointmentName(visit)}</bdi>
      {visit.relation_type !== null && (
        <>
          {' · '}
          <RelationType code={visit.relation_type} />
        </>
      )}
    </>
  );
  if (visit.id === null || !isIdentifier(visit.id)) return <p>{text}</p>;
  return (
    <VisitLink className="inline-block min-h-6 font-medium" id={visit.id}>
      {text}
    </VisitLink>
  );
}
