import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { planCounts, planTree } from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Card } from '#ui/card.tsx';
import { Later } from '#ui/later.tsx';
import { Bar } from '#ui/skeleton.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { appointmentLater } from '../later.ts';
import { PlanView } from './plan-view.tsx';

const views = ['plan', 'timeline', 'prepare'] as const;
export type PlanViewName = (typeof views)[number];

export const readViewName = (kept: unknown): PlanViewName | null => views.find((one) => one === kept) ?? null;

interface TreatmentsCardProps {
  appointment: Appointment;
  view: PlanViewName;
  onView: (view: PlanViewName) => void;
  /** The node that the address names; empty for none. */
  target: string;
  /** The whole address of this appointment, without a node. */
  link: string;
  /** What ticks and choices of this appointment are kept under, for this sign-in. */
  keptUnder: string;
}

/** The treatments of the appointment in three views: the plan, its days, and what to lay out. */
export function TreatmentsCard({ appointment, view, onView, target, link, keptUnder }: TreatmentsCardProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { treatments, scheduled_at } = appointment;
  const day = scheduled_at?.epoch == null ? null : format.day(scheduled_at.epoch);
  const tree = useMemo(() => planTree(treatments, day), [treatments, day]);

  if (treatments.length === 0)
    return (
      <Card title={t`Treatments`}>
        <p className="px-4.5 py-4 text-sm text-ink-3">
          <Trans>No treatments</Trans>
        </p>
      </Card>
    );

  const content = {
    plan: () => (
      <PlanView linkTo={(key) => `${link}#${key}`} target={target} treatments={treatments} tree={tree} />
    ),
    timeline: () => (
      <Later meanwhile={<Loading />} of={appointmentLater}>
        {({ TimelineView }) => <TimelineView appointmentDate={day} tree={tree} />}
      </Later>
    ),
    prepare: () => (
      <Later meanwhile={<Loading />} of={appointmentLater}>
        {({ PrepareView }) => <PrepareView appointmentDate={day} keptUnder={keptUnder} tree={tree} />}
      </Later>
    ),
  };
  return (
    <Tabs
      label={t`Views of the treatments`}
      onChange={onView}
      tabs={[
        { value: 'plan', label: t`Plan` },
        { value: 'timeline', label: t`Timeline` },
        { value: 'prepare', label: t`Prepare` },
      ]}
      value={view}
    >
      {(list, panel) => (
        <Card actions={list} note={<Counts treatments={treatments} />} title={t`Treatments`}>
          {panel(content[view]())}
        </Card>
      )}
    </Tabs>
  );
}

function Loading() {
  const { t } = useLingui();
  return (
    <div aria-busy="true" className="space-y-4 px-4.5 py-4">
      <p className="sr-only">{t`Loading`}</p>
      <Bar className="h-4 w-60 max-w-full" />
      <Bar className="h-4 w-72 max-w-full" />
      <Bar className="h-4 w-52 max-w-full" />
    </div>
  );
}

function Counts({ treatments }: Pick<Appointment, 'treatments'>) {
  const counts = planCounts(treatments);
  return (
    <>
      <Plural one="# treatment" other="# treatments" value={counts.treatments} />
      {' · '}
      <Plural one="# session" other="# sessions" value={counts.sessions} />
      {' · '}
      <Plural one="# product" other="# products" value={counts.products} />
    </>
  );
}
