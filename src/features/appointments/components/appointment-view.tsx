import { useLingui } from '@lingui/react/macro';
import {
  type Ref,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useLocation, useNavigate } from 'react-router-dom';
import type { Appointment, ParsedAppointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { usePrivacy } from '#lib/use-privacy.ts';
import { PartBoundary } from '#ui/part-boundary.tsx';
import type { RefreshResult } from '#features/appointments/api/get-appointment.ts';
import { recordAction } from '#features/appointments/api/privacy.ts';
import { areShortNotes } from '#features/appointments/model/notes.ts';
import { type PlanViewName, readViewName } from '#features/appointments/model/plan-view.ts';
import { hiddenOnSupplyList, mainColumn, pageColumns, sideColumn } from './appointment-layout.ts';
import { ChangedProvider } from './changes/changed.tsx';
import { useChanges } from './changes/use-changes.tsx';
import { AppointmentActions } from './header/appointment-actions.tsx';
import { AppointmentHeader } from './header/appointment-header.tsx';
import { StaleBanner } from './header/stale-banner.tsx';
import { CustomerCard } from './customer/customer-card.tsx';
import { ChangesBanner, PrivacyNote } from './lazy-parts.ts';
import { PrintFooter, PrintHeader } from './print-header.tsx';
import { RecordFooter } from './record/record-footer.tsx';
import { RelatedCard } from './related/related-card.tsx';
import { SharedNamesProvider } from './display-names.tsx';
import { NotesCard } from './summary/notes-card.tsx';
import { PatientLine } from './summary/patient-line.tsx';
import { SummaryCard } from './summary/summary-card.tsx';
import { TreatmentsCard } from './treatments/treatments-card.tsx';

interface AppointmentViewProps {
  parsed: ParsedAppointment;
  appointment: Appointment;
  /** The number in the URL. */
  id: string;
  checkedAt: number;
  /** Whether the last refetch failed; the data is then of `checkedAt`. */
  stale: boolean;
  link: string;
  /** The name of the signed-in user, for printing; null if it is not known. */
  user: string | null;
  onRefresh: () => Promise<RefreshResult>;
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
  user,
  onRefresh,
  headingRef,
}: AppointmentViewProps) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const [view, setView] = useView();
  const hidden = usePrivacy();
  const [paper, printList] = usePaper();
  const summary = useRef<HTMLElement>(null);
  const text = appointment.description;
  const shortNotes = text !== null && areShortNotes(text);
  const notes = text !== null && (
    <PartBoundary data={appointment}>
      <NotesCard text={text} />
    </PartBoundary>
  );

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
        <article
          aria-label={t`Appointment #${id}`}
          className="group/page print:table print:w-full print:table-fixed"
          data-paper={paper}
        >
          <div className="print:table-row-group">
            <PartBoundary data={appointment}>
              <AppointmentHeader
                actions={<AppointmentActions appointment={appointment} link={link} onRefresh={onRefresh} />}
                appointment={appointment}
                headingRef={headingRef}
              />
            </PartBoundary>
            {hidden && (
              <Suspense>
                <PrivacyNote />
              </Suspense>
            )}
            <div data-private inert={hidden}>
              <div className={`mb-4.5 space-y-2.5 empty:hidden print:mb-2 ${hiddenOnSupplyList}`}>
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
              <PartBoundary data={appointment}>
                <SummaryCard appointment={appointment} ref={summary} />
              </PartBoundary>
              <div className={pageColumns}>
                <div className={mainColumn}>
                  {shortNotes && notes}
                  <PartBoundary data={appointment}>
                    <TreatmentsCard
                      appointment={appointment}
                      appointmentKey={key}
                      link={link}
                      onPrintList={printList}
                      onView={setView}
                      printed={paper}
                      view={view}
                    />
                  </PartBoundary>
                  {!shortNotes && notes}
                </div>
                <div className={`${sideColumn} ${hiddenOnSupplyList}`}>
                  {appointment.customer && (
                    <PartBoundary data={appointment}>
                      <CustomerCard customer={appointment.customer} id={id} />
                    </PartBoundary>
                  )}
                  <PartBoundary data={appointment}>
                    <RelatedCard appointment={appointment} />
                  </PartBoundary>
                </div>
              </div>
              <div className={`mt-4 print:mt-2 ${hiddenOnSupplyList}`}>
                <PartBoundary data={appointment}>
                  <RecordFooter checkedAt={checkedAt} id={id} parsed={parsed} />
                </PartBoundary>
              </div>
            </div>
          </div>

          <PrintHeader appointment={appointment} />
          <PrintFooter user={user} />
          <PatientLine appointment={appointment} summary={summary} />
        </article>
      </ChangedProvider>
    </SharedNamesProvider>
  );
}

/** The printed content: the record, or the supply list from a press on its button until it is printed. */
const usePaper = () => {
  const [paper, setPaper] = useState<'record' | 'list'>('record');
  useEffect(() => {
    const printed = () => setPaper('record');
    window.addEventListener('afterprint', printed);
    return () => window.removeEventListener('afterprint', printed);
  }, []);
  const printList = () => {
    flushSync(() => setPaper('list'));
    window.print();
  };
  return [paper, printList] as const;
};

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
  const followed = useRef(hash);
  useEffect(() => {
    // Only the plan has rows that a link can target.
    if (hash !== '' && followed.current !== hash) setView('plan');
    followed.current = hash;
  }, [hash, setView]);
  return [view, setView] as const;
};
