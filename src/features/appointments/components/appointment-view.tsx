import { type Ref, startTransition, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { Appointment, ParsedAppointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { PartBoundary } from '#ui/part-boundary.tsx';
import type { RefreshResult } from '#features/appointments/api/get-appointment.ts';
import { recordAction } from '#features/appointments/api/privacy.ts';
import {
  hiddenOnSupplyList,
  mainColumn,
  pageGrid,
  sideFirst,
  sideLast,
  sideNext,
} from './appointment-layout.ts';
import { ChangedProvider } from './changes/changed.tsx';
import { useChanges } from './changes/use-changes.tsx';
import { CustomerCard } from './customer/customer-card.tsx';
import { AppointmentActions } from './header/appointment-actions.tsx';
import { AppointmentHeader } from './header/appointment-header.tsx';
import { Breadcrumb } from './header/breadcrumb.tsx';
import { StaleBanner } from './header/stale-banner.tsx';
import { StatusBanners } from './header/status-banners.tsx';
import { ChangesBanner } from './lazy-parts.ts';
import { SharedNamesProvider } from './shared-names.tsx';
import { RecordFooter } from './record/record-footer.tsx';
import { RelatedCard } from './related/related-card.tsx';
import { NotesCard } from './summary/notes-card.tsx';
import { TeamCard } from './summary/team-card.tsx';
import { type PlanViewName, readViewName, TreatmentsCard } from './treatments/treatments-card.tsx';

interface AppointmentViewProps {
  parsed: ParsedAppointment;
  appointment: Appointment;
  /** The number in the URL. */
  id: string;
  checkedAt: number;
  /** Whether the last refetch failed; the data is then of `checkedAt`. */
  stale: boolean;
  link: string;
  onRefresh: () => Promise<RefreshResult>;
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
  const { tenant } = useClinic();
  const [view, setView] = useView();
  const followed = useRef(target);
  useEffect(() => {
    // Only the plan has rows that a link can target.
    if (target !== '' && followed.current !== target) setView('plan');
    followed.current = target;
  }, [target, setView]);

  const key = useMemo(() => ({ tenant: tenant.id, id }), [tenant.id, id]);
  const { seen, changed, acknowledge } = useChanges(key, appointment);

  useEffect(() => {
    const printed = () => void recordAction(key, 'printed');
    window.addEventListener('beforeprint', printed);
    return () => window.removeEventListener('beforeprint', printed);
  }, [key]);

  return (
    <SharedNamesProvider appointment={appointment}>
      <ChangedProvider fields={changed}>
        <article className="group/page" data-view={view}>
          <PartBoundary data={appointment}>
            <AppointmentHeader
              actions={<AppointmentActions appointment={appointment} link={link} onRefresh={onRefresh} />}
              appointment={appointment}
              breadcrumb={<Breadcrumb appointment={appointment} />}
              headingRef={headingRef}
            />
          </PartBoundary>
          <div className={`mb-5 space-y-2.5 empty:hidden print:mb-2 ${hiddenOnSupplyList}`}>
            <PartBoundary data={appointment}>
              <StatusBanners appointment={appointment} />
            </PartBoundary>
            {changed.size > 0 && (
              <PartBoundary data={appointment}>
                <Suspense>
                  <ChangesBanner
                    after={appointment}
                    before={seen}
                    changed={changed}
                    onDismiss={acknowledge}
                  />
                </Suspense>
              </PartBoundary>
            )}
            {stale && <StaleBanner asOf={checkedAt} onRetry={() => void onRefresh()} />}
          </div>
          <div className={`${pageGrid} group-data-[view=prepare]/page:print:grid-cols-1`}>
            <PartBoundary className={`${sideFirst} ${hiddenOnSupplyList}`} data={appointment}>
              <CustomerCard
                appointment={appointment}
                className={`${sideFirst} ${hiddenOnSupplyList}`}
                id={id}
              />
            </PartBoundary>
            <div className={mainColumn}>
              <PartBoundary data={appointment}>
                <TreatmentsCard
                  appointment={appointment}
                  appointmentKey={key}
                  link={link}
                  onView={setView}
                  target={target}
                  view={view}
                />
              </PartBoundary>
              <PartBoundary data={appointment}>
                <NotesCard className={hiddenOnSupplyList} text={appointment.description} />
              </PartBoundary>
              <div className={hiddenOnSupplyList}>
                <PartBoundary data={appointment}>
                  <RecordFooter checkedAt={checkedAt} id={id} parsed={parsed} />
                </PartBoundary>
              </div>
            </div>
            <PartBoundary className={`${sideNext} ${hiddenOnSupplyList}`} data={appointment}>
              <TeamCard appointment={appointment} className={`${sideNext} ${hiddenOnSupplyList}`} />
            </PartBoundary>
            <PartBoundary className={`${sideLast} ${hiddenOnSupplyList}`} data={appointment}>
              <RelatedCard appointment={appointment} className={`${sideLast} ${hiddenOnSupplyList}`} />
            </PartBoundary>
          </div>
        </article>
      </ChangedProvider>
    </SharedNamesProvider>
  );
}

/** The view of the treatments, in the URL: the plan needs no parameter. A change adds no history entry. */
const useView = () => {
  const navigate = useNavigate();
  const { search, hash, state } = useLocation();
  const view = readViewName(new URLSearchParams(search).get('view'));
  const setView = useCallback(
    (next: PlanViewName) => {
      const parameters = new URLSearchParams(search);
      if (next === 'plan') parameters.delete('view');
      else parameters.set('view', next);
      const to = { search: parameters.toString(), hash };
      // In a transition the view before stays until the next one is loaded.
      startTransition(() => void navigate(to, { replace: true, state, preventScrollReset: true }));
    },
    [navigate, search, hash, state],
  );
  return [view, setView] as const;
};
