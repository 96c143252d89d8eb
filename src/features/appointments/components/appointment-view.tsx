import { type Ref, useEffect, useMemo, useRef } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { ParsedAppointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useHistoryState } from '#lib/use-history-state.ts';
import { Later, useLoadLater } from '#ui/later.tsx';
import { recordAction } from '#features/appointments/api/record-action.ts';
import { AppointmentActions } from './header/appointment-actions.tsx';
import { AppointmentHeader } from './header/appointment-header.tsx';
import {
  hiddenOnSupplyList,
  mainColumn,
  pageGrid,
  sideFirst,
  sideLast,
  sideNext,
} from './appointment-layout.ts';
import { Breadcrumb } from './header/breadcrumb.tsx';
import { ChangedProvider } from './changes/changed.tsx';
import { CustomerCard } from './customer/customer-card.tsx';
import { appointmentLater } from './later.ts';
import { NotesCard } from './summary/notes-card.tsx';
import { RecordFooter } from './record/record-footer.tsx';
import { RelatedCard } from './related/related-card.tsx';
import { StaleBanner } from './header/stale-banner.tsx';
import { StatusBanners } from './header/status-banners.tsx';
import { TeamCard } from './summary/team-card.tsx';
import { type PlanViewName, readViewName, TreatmentsCard } from './treatments/treatments-card.tsx';
import { useChanges } from './changes/use-changes.tsx';

interface AppointmentViewProps {
  parsed: ParsedAppointment;
  appointment: Appointment;
  /** The number in the URL. */
  id: string;
  checkedAt: number;
  /** Whether the last refetch failed; the data is then of `checkedAt`. */
  stale: boolean;
  link: string;
  onRefresh: () => void;
  /** The key of the plan node in the URL's hash; empty for none. */
  target: string;
  headingRef: Ref<HTMLHeadingElement>;
}

/** The page of an appointment. */
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
    // Only the plan has rows that a link can target.
    if (target !== '' && followed.current !== target) setView('plan');
    followed.current = target;
  }, [target, setView]);

  const key = useMemo(() => ({ tenant: tenant.id, id }), [tenant.id, id]);
  const { changed, acknowledge } = useChanges(key, appointment);

  useEffect(() => {
    const printed = () => void recordAction(key, 'printed');
    window.addEventListener('beforeprint', printed);
    return () => window.removeEventListener('beforeprint', printed);
  }, [key]);

  return (
    <ChangedProvider fields={changed}>
      <article className="group/page" data-view={view}>
        <AppointmentHeader
          actions={<AppointmentActions appointment={appointment} link={link} onRefresh={onRefresh} />}
          appointment={appointment}
          breadcrumb={<Breadcrumb appointment={appointment} />}
          headingRef={headingRef}
        />
        <div className={`mb-5 space-y-2.5 empty:hidden print:mb-2 ${hiddenOnSupplyList}`}>
          <StatusBanners appointment={appointment} />
          {changed.size > 0 && (
            <Later of={appointmentLater}>
              {({ ChangesBanner }) => <ChangesBanner changed={changed} onDismiss={acknowledge} />}
            </Later>
          )}
          {stale && <StaleBanner asOf={checkedAt} onRetry={onRefresh} />}
        </div>
        <div className={`${pageGrid} group-data-[view=prepare]/page:print:grid-cols-1`}>
          <CustomerCard appointment={appointment} className={`${sideFirst} ${hiddenOnSupplyList}`} id={id} />
          <div className={mainColumn}>
            <TreatmentsCard
              appointment={appointment}
              storageKey={`${tenant.id}/${id}`}
              link={link}
              onView={setView}
              target={target}
              view={view}
            />
            <NotesCard className={hiddenOnSupplyList} text={appointment.description} />
            <div className={hiddenOnSupplyList}>
              <RecordFooter checkedAt={checkedAt} id={id} parsed={parsed} />
            </div>
          </div>
          <TeamCard appointment={appointment} className={`${sideNext} ${hiddenOnSupplyList}`} />
          <RelatedCard appointment={appointment} className={`${sideLast} ${hiddenOnSupplyList}`} />
        </div>
      </article>
    </ChangedProvider>
  );
}
