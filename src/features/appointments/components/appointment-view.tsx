import { useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { type Ref } from 'react';
import { Link } from 'react-router-dom';
import type { Appointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import type { AppointmentReading } from '#contract/read-appointment.ts';
import { useHistoryState } from '#lib/use-history-state.ts';
import { relatedVisits, visitName } from '../model/related.ts';
import { AppointmentActions } from './appointment-actions.tsx';
import { AppointmentHeader } from './appointment-header.tsx';
import { mainColumn, pageGrid, sideFirst, sideLast, sideNext } from './appointment-skeleton.tsx';
import { CustomerCard } from './customer-card.tsx';
import { NotesCard } from './notes-card.tsx';
import { ReadingTenant } from './reading-tenant.ts';
import { RecordFooter } from './record-footer.tsx';
import { RelatedCard } from './related-card.tsx';
import { StandingBanners } from './standing-banners.tsx';
import { TeamCard } from './team-card.tsx';
import { type PlanViewName, readViewName, TreatmentsCard } from './treatments/treatments-card.tsx';

interface AppointmentViewProps {
  reading: AppointmentReading;
  appointment: Appointment;
  tenant: { id: string; name: string };
  clinicZoneKnown: boolean;
  checkedAt: number;
  homeHref: string;
  hrefFor: (id: string) => string;
  link: string;
  onRefresh: () => void;
  /** The node of the plan that the address names; empty for none. */
  target: string;
  headingRef: Ref<HTMLHeadingElement>;
}

/** A printed list to lay things out by lies about in the room: nothing of the patient is on it. */
const aboutPatient = 'group-data-[view=prepare]/page:print:hidden';

/** The appointment, whole. */
export function AppointmentView({
  reading,
  appointment,
  tenant,
  clinicZoneKnown,
  checkedAt,
  homeHref,
  hrefFor,
  link,
  onRefresh,
  target,
  headingRef,
}: AppointmentViewProps) {
  const [view, setView] = useHistoryState<PlanViewName>('view', readViewName, () => 'plan');
  return (
    <ReadingTenant value={tenant.id}>
      <article className="group/page" data-view={view}>
        <AppointmentHeader
          actions={
            <AppointmentActions
              appointment={appointment}
              clinic={tenant.name}
              link={link}
              onRefresh={onRefresh}
            />
          }
          appointment={appointment}
          breadcrumb={<Breadcrumb appointment={appointment} homeHref={homeHref} hrefFor={hrefFor} />}
          clinicZoneKnown={clinicZoneKnown}
          headingRef={headingRef}
        />
        <StandingBanners appointment={appointment} />
        <div className={`${pageGrid} group-data-[view=prepare]/page:print:grid-cols-1`}>
          <CustomerCard appointment={appointment} className={`${sideFirst} ${aboutPatient}`} />
          <div className={mainColumn}>
            <TreatmentsCard
              appointment={appointment}
              keptUnder={`${tenant.id}/${appointment.id ?? link}`}
              link={link}
              onView={setView}
              target={target}
              view={view}
            />
            <NotesCard className={aboutPatient} text={appointment.description} />
            <div className={aboutPatient}>
              <RecordFooter checkedAt={checkedAt} reading={reading} />
            </div>
          </div>
          <TeamCard appointment={appointment} className={`${sideNext} ${aboutPatient}`} />
          <RelatedCard
            appointment={appointment}
            className={`${sideLast} ${aboutPatient}`}
            hrefFor={hrefFor}
          />
        </div>
      </article>
    </ReadingTenant>
  );
}

function Breadcrumb({
  appointment,
  homeHref,
  hrefFor,
}: {
  appointment: Appointment;
  homeHref: string;
  hrefFor: (id: string) => string;
}) {
  const { t } = useLingui();
  const parent = relatedVisits(appointment).parents.find(({ id }) => id !== null && isIdentifier(id));
  const steps = [
    { to: homeHref, text: t`Appointments` },
    ...(parent?.id ? [{ to: hrefFor(parent.id), text: visitName(parent) }] : []),
  ];
  return (
    <nav aria-label={t`Breadcrumb`} className="text-[0.8125rem] text-ink-3 print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5">
        {steps.map(({ to, text }) => (
          <li className="flex items-center gap-1.5" key={to}>
            <Link className="link inline-flex min-h-6 items-center" to={to}>
              <bdi>{text}</bdi>
            </Link>
            <ChevronRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          </li>
        ))}
        <li aria-current="page" className="font-medium text-ink-2">
          <bdi>{visitName(appointment)}</bdi>
        </li>
      </ol>
    </nav>
  );
}
