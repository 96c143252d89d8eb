import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { usePrinting } from '#lib/use-printing.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { TextButton } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { expandableKeys, visibleRows } from '#ui/tree/rows.ts';
import { Tree } from '#ui/tree/tree.tsx';
import { initiallyOpen, type PlanNode, planCounts, planTree } from '#features/appointments/model/plan.ts';
import { PlanRow } from './plan-rows.tsx';
import { useOpenNodes } from './use-open-nodes.ts';

/** The treatments of the appointment, with their sessions and the products of each. */
export function TreatmentsCard({
  appointment,
  className = '',
}: {
  appointment: Appointment;
  className?: string;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const announce = useAnnounce();
  const printing = usePrinting();
  const { treatments, scheduled_at } = appointment;
  const day = scheduled_at?.epoch == null ? null : format.day(scheduled_at.epoch);
  const tree: readonly PlanNode[] = useMemo(() => planTree(treatments, day), [treatments, day]);
  const everything = useMemo(() => expandableKeys(tree), [tree]);
  const { open, openKeys, closeKey, replace } = useOpenNodes(() => initiallyOpen(planTree(treatments, day)));
  const shown = useMemo(() => (printing ? new Set(everything) : open), [printing, everything, open]);
  const rows = useMemo(() => visibleRows(tree, shown), [tree, shown]);

  const expandAll = () => {
    replace(everything);
    announce(t`Everything is expanded.`);
  };
  const collapseAll = () => {
    replace([]);
    announce(t`Everything is collapsed.`);
  };

  if (treatments.length === 0)
    return (
      <Card className={className} title={t`Treatments`}>
        <p className="px-4.5 py-4 text-sm text-ink-3">
          <Trans>No treatments</Trans>
        </p>
      </Card>
    );
  return (
    <Card
      actions={
        <>
          <TextButton className="px-1.5" onClick={expandAll}>
            <Trans>Expand all</Trans>
          </TextButton>
          <TextButton className="px-1.5" onClick={collapseAll}>
            <Trans>Collapse all</Trans>
          </TextButton>
        </>
      }
      className={className}
      note={<Counts treatments={treatments} />}
      title={t`Treatments`}
    >
      <div className="py-1.5 text-sm">
        <Tree
          label={t`Treatments`}
          onClose={closeKey}
          onOpen={openKeys}
          renderRow={(row) => <PlanRow row={row} />}
          rows={rows}
        />
      </div>
    </Card>
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
