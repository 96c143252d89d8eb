import { type Ref, useEffect, useMemo, useRef } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { ParsedAppointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useHistoryState } from '#lib/use-history-state.ts';
import { Later, useLoadLater } from '#ui/later.tsx';
import { recordAction } from '#features/appointments/api/record-action.ts';
import { AppointmentActions } from './header/appointment-actions.tsx';
import { AppointmentHeader } from './header/appointment-header.tsx';
import { mainColumn, pageGrid, sideFirst, sideLast, sideNext } from './appointment-skeleton.tsx';
import { Breadcrumb } from './header/breadcrumb.tsx';
import { ChangedProvider } from './changes/changed.tsx';
import { CustomerCard } from './customer/customer-card.tsx';
import { appointmentLater } from './later.ts';
import { NotesCard } from './summary/notes-card.tsx';
import { OpenedAppointment } from './opened-appointment.ts';
import { RecordFooter } from './record/record-footer.tsx';
import { RelatedCard } from './related/related-card.tsx';
import { StaleBanner } from './header/stale-banner.tsx';
import { StandingBanners } from './header/status-banners.tsx';
import { TeamCard } from './summary/team-card.tsx';
import { type PlanViewName, readViewName, TreatmentsCard } from './treatments/treatments-card.tsx';
import { useChanges } from './changes/use-changes.ts';

interface AppointmentViewProps {
  parsed: ParsedAppointment;
  appointment: Appointment;
  /** The number in the address. */
  id: string;
  checkedAt: number;
  /** Set where the last check failed, and what is shown is of `checkedAt`. */
  stale: boolean;
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
  parsed,
  appointment,
  id,
  checkedAt,
  stale,
  link,
  onRefresh,
  target,
  headingRef,
}: AppointmentViewProps) {
  useLoadLater();
  const { tenant } = useClinic();
  const [view, setView] = useHistoryState<PlanViewName>('view', readViewName, () => 'plan');
  const followed = useRef(target);
  useEffect(() => {
    // A link to a row leads to the view that has rows.
    if (target !== '' && followed.current !== target) setView('plan');
    followed.current = target;
  }, [target, setView]);

  const opened = useMemo(() => ({ tenant: tenant.id, id }), [tenant.id, id]);
  const { changed, acknowledge } = useChanges(opened, appointment);

  useEffect(() => {
    const printed = () => void recordAction(opened, 'printed');
    window.addEventListener('beforeprint', printed);
    return () => window.removeEventListener('beforeprint', printed);
  }, [opened]);

  return (
    <OpenedAppointment value={opened}>
      <ChangedProvider fields={changed}>
        <article className="group/page" data-view={view}>
          <AppointmentHeader
            actions={<AppointmentActions appointment={appointment} link={link} onRefresh={onRefresh} />}
            appointment={appointment}
            breadcrumb={<Breadcrumb appointment={appointment} />}
            headingRef={headingRef}
          />
          <div className={`mb-5 space-y-2.5 empty:hidden print:mb-2 ${aboutPatient}`}>
            <StandingBanners appointment={appointment} />
            {changed.size > 0 && (
              <Later of={appointmentLater}>
                {({ ChangesBanner }) => <ChangesBanner changed={changed} onSeen={acknowledge} />}
              </Later>
            )}
            {stale && <StaleBanner asOf={checkedAt} onRetry={onRefresh} />}
          </div>
          <div className={`${pageGrid} group-data-[view=prepare]/page:print:grid-cols-1`}>
            <CustomerCard appointment={appointment} className={`${sideFirst} ${aboutPatient}`} />
            <div className={mainColumn}>
              <TreatmentsCard
                appointment={appointment}
                keptUnder={`${tenant.id}/${id}`}
                link={link}
                onView={setView}
                target={target}
                view={view}
              />
              <NotesCard className={aboutPatient} text={appointment.description} />
              <div className={aboutPatient}>
                <RecordFooter checkedAt={checkedAt} parsed={parsed} />
              </div>
            </div>
            <TeamCard appointment={appointment} className={`${sideNext} ${aboutPatient}`} />
            <RelatedCard appointment={appointment} className={`${sideLast} ${aboutPatient}`} />
          </div>
        </article>
      </ChangedProvider>
    </OpenedAppointment>
  );
}
