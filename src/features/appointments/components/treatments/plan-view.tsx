import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Check, Link2, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import type { Treatment } from '#contract/appointment.ts';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { sumDecimals } from '#features/appointments/model/decimal-sum.ts';
import {
  defaultExpanded,
  isDeleted,
  type PlanNode,
  type TreatmentNode,
} from '#features/appointments/model/plan.ts';
import { filterPlan, planIndex, ancestorKeys } from '#features/appointments/model/plan-filter.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { readStrings } from '#lib/session-storage.ts';
import { useAfterHydration } from '#lib/use-hydrated.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { FilterQueryContext } from '#ui/highlight.tsx';
import { Input } from '#ui/input.tsx';
import { PartBoundary } from '#ui/part-boundary.tsx';
import { expandableKeys, type TreeRow, visibleRows } from '#ui/tree/rows.ts';
import { Tree } from '#ui/tree/tree.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { useStoredState } from '../use-stored-state.ts';
import { PlanRow } from './plan-row.tsx';

interface PlanViewProps {
  appointmentKey: AppointmentKey;
  tree: readonly TreatmentNode[];
  treatments: readonly Treatment[];
  /** Whether it is rendered for printing, with every row. */
  printing: boolean;
  /** The absolute URL of a node. */
  linkTo: (key: string) => string;
}

const heights: Record<PlanNode['kind'], number> = {
  treatment: 57,
  session: 36,
  product: 36,
  details: 36,
  content: 160,
};
/** A plan with fewer rows is seen at a glance and needs no tools. */
const minRowsForTools = 5;

/** The rows of a plan with everything expanded, without the content of details. */
const rowCount = (nodes: readonly PlanNode[]): number =>
  nodes.reduce((sum, { kind, children }) => sum + (kind === 'content' ? 0 : 1 + rowCount(children)), 0);

const estimateHeight = (row: TreeRow<PlanNode>): number => heights[row.node.kind];

/** The plan as a tree that can be filtered, expanded and collapsed. */
export function PlanView({ appointmentKey, tree, treatments, printing, linkTo }: PlanViewProps) {
  const { t } = useLingui();
  const announce = useAnnounce();
  const allKeys = useMemo(() => expandableKeys<PlanNode>(tree), [tree]);
  const plan = useExpandedNodes(appointmentKey, tree);
  const filter = useFilter(tree);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const linkedKey = useDeepLinkedNode(tree, (ancestors) => {
    filter.setQuery('');
    plan.setExpanded([...plan.expanded, ...ancestors]);
  });
  const active = activeKey ?? linkedKey;
  const copy = useCopy();
  const copyLink = (key: string) => copy(linkTo(key), t`Link copied`);

  // The filtered plan has expanded nodes of its own; on paper everything is expanded.
  const filtering = filter.result !== null && !printing;
  const { expanded, setExpanded } = filtering ? filter : plan;
  const rows = useMemo(() => {
    if (printing) return visibleRows<PlanNode>(tree, new Set(allKeys));
    return visibleRows(filter.result?.tree ?? tree, expanded);
  }, [printing, tree, allKeys, filter.result, expanded]);

  return (
    <>
      {rowCount(tree) >= minRowsForTools && (
        <Toolbar
          active={active}
          filter={filter}
          onCollapseAll={() => {
            setExpanded([]);
            announce(t`Everything is collapsed.`);
          }}
          onCopyLink={copyLink}
          onExpandAll={() => {
            setExpanded(allKeys);
            announce(t`Everything is expanded.`);
          }}
        />
      )}
      <FilterQueryContext value={filtering ? filter.deferredQuery : ''}>
        <div className="py-1.5 text-sm print:py-0.5">
          {rows.length === 0 ? (
            <p className="px-card py-2 text-foreground-subtle">
              <Trans>Nothing in this plan matches.</Trans>
            </p>
          ) : (
            <Tree
              active={active}
              estimateHeight={estimateHeight}
              label={t`Treatments`}
              onActivate={setActiveKey}
              onCopy={(key) => void copyLink(key)}
              onCollapse={(key) => setExpanded([...expanded].filter((item) => item !== key))}
              onExpand={(keys) => setExpanded([...expanded, ...keys])}
              renderAllRows={printing}
              renderRow={(row, ids) => (
                <PartBoundary data={row.node}>
                  <PlanRow ids={ids} row={row} />
                </PartBoundary>
              )}
              rows={rows}
              target={linkedKey}
            />
          )}
        </div>
      </FilterQueryContext>
      <PartBoundary data={treatments}>
        <PriceSum treatments={treatments} />
      </PartBoundary>
    </>
  );
}

/** The expanded nodes of the plan. */
const useExpandedNodes = (appointmentKey: AppointmentKey, tree: readonly TreatmentNode[]) => {
  const [keys, setExpanded] = useStoredState(appointmentKey, 'open-rows', readStrings, () =>
    defaultExpanded(tree),
  );
  const expanded: ReadonlySet<string> = useMemo(() => new Set(keys), [keys]);
  return { expanded, setExpanded: (next: Iterable<string>) => setExpanded([...new Set(next)]) };
};

/** The query, the filtered plan and its expanded nodes; the expanded nodes of the plan itself do not change. */
const useFilter = (tree: readonly PlanNode[]) => {
  const [query, setQuery] = useState('');
  // The input shows a keystroke at once; the rows follow.
  const deferredQuery = useDeferredValue(query.trim());
  const searching = deferredQuery !== '';
  const index = useMemo(() => (searching ? planIndex(tree) : null), [tree, searching]);
  const result = useMemo(
    () => (index === null ? null : filterPlan(tree, index, deferredQuery)),
    [tree, index, deferredQuery],
  );
  const [chosen, setChosen] = useState<{ result: unknown; keys: ReadonlySet<string> } | null>(null);
  const matching = useMemo(() => new Set(result?.expandedKeys), [result]);
  // Expanding and collapsing by the user is kept until the query changes.
  const expanded: ReadonlySet<string> = chosen !== null && chosen.result === result ? chosen.keys : matching;
  const setExpanded = (next: Iterable<string>) => setChosen({ result, keys: new Set(next) });
  return { query, setQuery, deferredQuery, result, expanded, setExpanded };
};

/**
 * The node in the URL's hash, once its ancestors are expanded; null if the plan has no such node. The gateway does not
 * know the hash, so that the node is found after hydration.
 */
const useDeepLinkedNode = (
  tree: readonly PlanNode[],
  onReveal: (ancestors: readonly string[]) => void,
): string | null => {
  const { hash } = useLocation();
  const target = useAfterHydration(hash.slice(1), '');
  const ancestors = useMemo(() => (target === '' ? null : ancestorKeys(tree, target)), [tree, target]);
  const revealed = useRef<string | null>(null);
  const reveal = useEffectEvent(onReveal);
  useEffect(() => {
    if (ancestors === null || revealed.current === target) return;
    revealed.current = target;
    reveal(ancestors);
  }, [ancestors, target]);
  return ancestors === null ? null : target;
};

interface ToolbarProps {
  filter: ReturnType<typeof useFilter>;
  active: string | null;
  onCopyLink: (key: string) => Promise<boolean>;
  onExpandAll: () => void;
  onCollapseAll: () => void;
}

function Toolbar({ filter, active, onCopyLink, onExpandAll, onCollapseAll }: ToolbarProps) {
  const { t } = useLingui();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-border-soft px-card py-2 print:hidden">
      <Input
        aria-label={t`Filter the treatments`}
        className="min-w-40 flex-1 sm:max-w-64"
        icon={Search}
        onChange={(event) => filter.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') filter.setQuery('');
        }}
        placeholder={t`Filter`}
        size="small"
        type="search"
        value={filter.query}
      />
      <p className="text-caption text-foreground-subtle" role="status">
        {filter.result !== null && (
          <Plural one="# match" other="# matches" value={{ matches: filter.result.matches.size }} />
        )}
      </p>
      <div className="ms-auto flex flex-wrap items-center gap-1">
        <Button className="px-1.5" onClick={onExpandAll} size="small" variant="link">
          <Trans>Expand all</Trans>
        </Button>
        <Button className="px-1.5" onClick={onCollapseAll} size="small" variant="link">
          <Trans>Collapse all</Trans>
        </Button>
        {active !== null && <CopyRowLink active={active} onCopyLink={onCopyLink} />}
      </div>
    </div>
  );
}

interface CopyRowLinkProps extends Pick<ToolbarProps, 'onCopyLink'> {
  active: string;
}

/** Copies a link that opens the plan at the active row. */
function CopyRowLink({ active, onCopyLink }: CopyRowLinkProps) {
  const { t } = useLingui();
  const [copied, setCopied] = useState<string | null>(null);
  const copyLink = async () => {
    if (await onCopyLink(active)) setCopied(active);
  };
  return (
    <Button
      aria-label={t`Copy a link to the selected row`}
      aria-keyshortcuts="Control+C"
      icon={copied === active ? Check : Link2}
      onClick={() => void copyLink()}
      size="icon"
      title={t`Ctrl C in the row`}
      variant="ghost"
    />
  );
}

/** The sum of the listed prices, without tax, discount and deleted treatments; null unless all have a price. */
function PriceSum({ treatments: all }: Pick<PlanViewProps, 'treatments'>) {
  const format = useFormat();
  const treatments = all.filter((treatment) => !isDeleted(treatment));
  const prices = treatments.flatMap(({ price }) => (price === null ? [] : [price]));
  const sum = prices.length === treatments.length && prices.length > 1 ? sumDecimals(prices) : null;
  if (sum === null) return null;
  return (
    <p className="flex justify-between gap-3 border-t border-border-soft px-card py-2.5 text-sm text-foreground-muted print:py-1">
      {treatments.length < all.length ? (
        <Trans>Sum of the listed prices without deleted treatments</Trans>
      ) : (
        <Trans>Sum of the listed prices</Trans>
      )}
      <bdi className="shrink-0 whitespace-nowrap tabular-nums" translate="no">
        {format.price(sum)}
      </bdi>
    </p>
  );
}
