import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useId, useMemo } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { hasDeleted, planCounts, planTree } from '#features/appointments/model/plan.ts';
import type { PlanViewName } from '#features/appointments/model/plan-view.ts';
import { relatedAppointments } from '#features/appointments/model/related.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { usePrinting } from '#lib/use-printing.ts';
import { TitledCard } from '#ui/card.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { PartSuspense } from '#ui/lazy-part.tsx';
import { PartBoundary } from '#ui/part-boundary.tsx';
import { Bar } from '#ui/skeleton.tsx';
import { TabList, TabPanel } from '#ui/tabs.tsx';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { PrepareView, TimelineView } from '../lazy-parts.ts';
import { treatmentsId } from '../summary/treatment-summary.tsx';
import { PlanView } from './plan-view.tsx';

interface TreatmentsCardProps {
  appointment: Appointment;
  view: PlanViewName;
  onView: (view: PlanViewName) => void;
  /** The absolute URL of the appointment, without a hash. */
  link: string;
  appointmentKey: AppointmentKey;
  /** The printed content: the whole record, to which this card contributes the plan, or the supply list. */
  printed: 'record' | 'list';
  onPrintList: () => void;
}

/** The treatments of the appointment in three views: plan, timeline and supplies. */
export function TreatmentsCard({
  appointment,
  view,
  onView,
  link,
  appointmentKey,
  printed,
  onPrintList,
}: TreatmentsCardProps) {
  const { t } = useLingui();
  const id = useId();
  const format = useFormat();
  const printing = usePrinting() && printed === 'record';
  const shown = printing ? 'plan' : view;
  const { treatments, scheduled_at } = appointment;
  const unknownSession = relatedAppointments(appointment).parents.length > 0;
  const day = scheduled_at?.epoch == null ? null : format.day(scheduled_at.epoch);
  const tree = useMemo(() => planTree(treatments, day), [treatments, day]);

  if (treatments.length === 0)
    return (
      <TitledCard id={treatmentsId} title={t`Treatments`}>
        <p className="px-card py-4 text-sm text-foreground-subtle">
          <Trans>No treatments</Trans>
        </p>
      </TitledCard>
    );

  const content = {
    plan: () => (
      <PlanView
        appointmentKey={appointmentKey}
        linkTo={(key) => `${link}#${key}`}
        printing={printing}
        treatments={treatments}
        tree={tree}
      />
    ),
    timeline: () => (
      <PartSuspense fallback={<Loading />}>
        <TimelineView appointmentDate={day} tree={tree} />
      </PartSuspense>
    ),
    prepare: () => (
      <PartSuspense fallback={<Loading />}>
        <PrepareView
          appointmentKey={appointmentKey}
          onPrint={onPrintList}
          tree={tree}
          unknownSession={unknownSession}
        />
      </PartSuspense>
    ),
  };
  const href = (tab?: PlanViewName) => paths.appointment(appointmentKey.id, appointmentKey.tenant, tab);
  return (
    <TitledCard
      actions={
        <TabList
          id={id}
          label={t`Views of the treatments`}
          onChange={onView}
          tabs={[
            {
              value: 'plan',
              label: t({ message: 'Plan', comment: 'A tab: the treatment plan' }),
              href: href(),
            },
            { value: 'timeline', label: t`Timeline`, href: href('timeline') },
            { value: 'prepare', label: t`Prepare`, href: href('prepare') },
          ]}
          value={view}
        />
      }
      description={<Counts treatments={treatments} />}
      id={treatmentsId}
      title={t`Treatments`}
    >
      <TabPanel id={id} value={view}>
        {unknownSession && treatments.some(({ sessions }) => sessions.length > 0) && (
          <p className="border-b border-border-soft px-card py-2 text-caption text-foreground-subtle print:py-1">
            <Trans>The service does not send which session of the plan this appointment is.</Trans>
          </p>
        )}
        <PartBoundary data={appointment} key={shown}>
          {content[shown]()}
        </PartBoundary>
      </TabPanel>
    </TitledCard>
  );
}

function Loading() {
  const { t } = useLingui();
  return (
    <div aria-busy="true" className="space-y-4 px-card py-4">
      <p className="sr-only">{t`Loading`}</p>
      <Bar className="h-4 w-60 max-w-full" />
      <Bar className="h-4 w-72 max-w-full" />
      <Bar className="h-4 w-52 max-w-full" />
    </div>
  );
}

function Counts({ treatments: all }: Pick<Appointment, 'treatments'>) {
  const { treatments, sessions, products } = planCounts(all);
  return (
    <DotSeparated>
      <Plural one="# treatment" other="# treatments" value={treatments} />
      {sessions > 0 && <Plural one="# session" other="# sessions" value={sessions} />}
      {products > 0 && <Plural one="# product" other="# products" value={products} />}
      {hasDeleted(all) && <Trans>without deleted ones</Trans>}
    </DotSeparated>
  );
}
