import { Trans } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlanNode } from '#features/appointments/model/plan.ts';
import { PartSuspense } from '#ui/lazy-part.tsx';
import type { TreeRow } from '#ui/tree/rows.ts';
import type { RowIds } from '#ui/tree/tree-item.tsx';
import { PlanDetails } from '../lazy-parts.ts';
import { ProductRow } from './product-row.tsx';
import { SessionRow } from './session-row.tsx';
import { TreatmentRow } from './treatment-row.tsx';

/** A row of the plan, by the kind of its node. */
export function PlanRow({ row, ids }: { row: TreeRow<PlanNode>; ids: RowIds }) {
  const { node, expanded, level, position } = row;
  switch (node.kind) {
    case 'treatment':
      return (
        <Line
          className={
            position > 1
              ? 'before:absolute before:inset-x-card before:-top-px before:h-px before:bg-border-soft'
              : ''
          }
          expanded={expanded}
          level={level}
        >
          <TreatmentRow ids={ids} node={node} />
        </Line>
      );
    case 'session':
      return (
        <Line expanded={expanded} level={level}>
          <SessionRow ids={ids} node={node} />
        </Line>
      );
    case 'product':
      return (
        <Line expanded={expanded} level={level}>
          <ProductRow ids={ids} node={node} />
        </Line>
      );
    case 'details':
      return (
        <Line className="print:hidden" expanded={expanded} level={level}>
          <span className="text-caption text-foreground-subtle" id={ids.name}>
            <Trans>Details</Trans>
          </span>
        </Line>
      );
    case 'content':
      return (
        <Line expanded={expanded} level={level}>
          <span className="sr-only" id={ids.name}>
            <Trans>Details</Trans>
          </span>
          <div className="min-w-0 flex-1" id={ids.facts}>
            <PartSuspense>
              <PlanDetails of={node.of} />
            </PartSuspense>
          </div>
        </Line>
      );
  }
}

const indents = ['', 'ps-4 sm:ps-4.5', 'ps-8 sm:ps-11', 'ps-12 sm:ps-19', 'ps-16 sm:ps-26'];

interface LineProps {
  level: number;
  expanded: boolean | null;
  className?: string;
  children: ReactNode;
}

function Line({ level, expanded, className = '', children }: LineProps) {
  return (
    <div
      className={`relative flex items-center gap-2.5 pe-4 hover:bg-border-soft sm:pe-4.5 print:min-h-0 print:py-px ${level === 1 ? 'min-h-11 py-2 max-xs:flex-wrap' : 'min-h-9 py-1.5 pointer-coarse:min-h-11'} ${expanded === null ? '' : 'cursor-pointer'} ${indents[level] ?? indents.at(-1)} ${className}`}
    >
      <span
        aria-hidden="true"
        className="grid w-4 shrink-0 place-items-center text-foreground-subtle print:hidden"
      >
        {expanded !== null && (
          <ChevronRight
            className={`size-4 transition-transform ${expanded ? 'rotate-90' : 'rtl:-scale-x-100'}`}
          />
        )}
      </span>
      {children}
    </div>
  );
}
