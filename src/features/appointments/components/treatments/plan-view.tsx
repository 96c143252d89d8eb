import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Check, Link2, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Treatment } from '#contract/appointment.ts';
import { defaultExpanded, type PlanNode, type TreatmentNode } from '#features/appointments/model/plan.ts';
import { filterPlan, planIndex, ancestorKeys } from '#features/appointments/model/plan-filter.ts';
import { usePrinting } from '#lib/use-printing.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { TextButton } from '#ui/button.tsx';
import { expandableKeys, type TreeRow, visibleRows } from '#ui/tree/rows.ts';
import { Tree } from '#ui/tree/tree.tsx';
import { SearchedContext } from './marked.tsx';
import { PlanRow } from './plan-row.tsx';
import { PriceSum } from './price-sum.tsx';
import { useOpenNodes } from './use-open-nodes.ts';

interface PlanViewProps {
  tree: readonly TreatmentNode[];
  treatments: readonly Treatment[];
  /** The node that the address names, without its `#`; empty for none. */
  target: string;
  /** The address of a node, whole. */
  linkTo: (key: string) => string;
}

const heights: Record<PlanNode['kind'], number> = {
  treatment: 57,
  session: 36,
  product: 36,
  details: 36,
  content: 160,
};
const estimateHeight = (row: TreeRow<PlanNode>): number => heights[row.node.kind];

/** The plan as a tree, with what narrows it and opens it. */
export function PlanView({ tree, treatments, target, linkTo }: PlanViewProps) {
  const { t } = useLingui();
  const announce = useAnnounce();
  const printing = usePrinting();
  const everything = useMemo(() => expandableKeys<PlanNode>(tree), [tree]);
  const { open, openKeys, closeKey, replace } = useOpenNodes(() => defaultExpanded(tree));
  const [active, setActive] = useState<string | null>(null);
  const found = useFilter(tree);
  const node = useLinkedNode(tree, target, (way) => {
    found.setWanted('');
    openKeys(way);
  });

  // On paper there is nothing to open; while something is looked for, the way to it is.
  const shownTree: readonly PlanNode[] = printing ? tree : (found.plan?.tree ?? tree);
  const shownOpen = useMemo(
    () => (printing ? new Set(everything) : found.plan ? found.open : open),
    [printing, everything, found.plan, found.open, open],
  );
  const rows = useMemo(() => visibleRows(shownTree, shownOpen), [shownTree, shownOpen]);
  const filtering = found.plan !== null && !printing;

  return (
    <>
      <Toolbar
        active={active ?? node}
        found={found}
        linkTo={linkTo}
        onCollapse={() => {
          if (filtering) found.setOpen(new Set());
          else replace([]);
          announce(t`Everything is collapsed.`);
        }}
        onExpand={() => {
          if (filtering) found.setOpen(new Set(everything));
          else replace(everything);
          announce(t`Everything is expanded.`);
        }}
      />
      <SearchedContext value={filtering ? found.searched : ''}>
        <div className="py-1.5 text-sm">
          {rows.length === 0 ? (
            <p className="px-4.5 py-2 text-ink-3">
              <Trans>Nothing in this plan matches.</Trans>
            </p>
          ) : (
            <Tree
              active={active ?? node}
              complete={printing}
              estimateHeight={estimateHeight}
              label={t`Treatments`}
              onActivate={setActive}
              onClose={(key) =>
                filtering
                  ? found.setOpen(new Set([...found.open].filter((one) => one !== key)))
                  : closeKey(key)
              }
              onOpen={(keys) =>
                filtering ? found.setOpen(new Set([...found.open, ...keys])) : openKeys(keys)
              }
              renderRow={(row) => <PlanRow row={row} />}
              rows={rows}
              target={node}
            />
          )}
        </div>
      </SearchedContext>
      <PriceSum treatments={treatments} />
    </>
  );
}

/** What is typed to narrow the plan, what that leaves, and what of it is open; the plan itself stays as it was. */
const useFilter = (tree: readonly PlanNode[]) => {
  const [wanted, setWanted] = useState('');
  // A keystroke shows at once; the rows follow.
  const searched = useDeferredValue(wanted.trim());
  const searching = searched !== '';
  const index = useMemo(() => (searching ? planIndex(tree) : null), [tree, searching]);
  const plan = useMemo(
    () => (index === null ? null : filterPlan(tree, index, searched)),
    [tree, index, searched],
  );
  const [chosen, setChosen] = useState<{ plan: unknown; open: ReadonlySet<string> } | null>(null);
  const way = useMemo(() => new Set(plan?.expandedKeys), [plan]);
  // What was opened by hand holds until something else is looked for.
  const open = chosen !== null && chosen.plan === plan ? chosen.open : way;
  const setOpen = (next: ReadonlySet<string>) => setChosen({ plan, open: next });
  return { wanted, setWanted, searched, plan, open, setOpen };
};

/** The node an address names, once its way is open; null where the plan has none of that name. */
const useLinkedNode = (
  tree: readonly PlanNode[],
  target: string,
  onReveal: (way: readonly string[]) => void,
): string | null => {
  const way = useMemo(() => (target === '' ? null : ancestorKeys(tree, target)), [tree, target]);
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (way === null || revealed.current === target) return;
    revealed.current = target;
    onReveal(way);
  }, [way, target, onReveal]);
  return way === null ? null : target;
};

interface ToolbarProps {
  found: ReturnType<typeof useFilter>;
  active: string | null;
  linkTo: (key: string) => string;
  onExpand: () => void;
  onCollapse: () => void;
}

function Toolbar({ found, active, linkTo, onExpand, onCollapse }: ToolbarProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line-soft px-4.5 py-2 print:hidden">
      <div className="relative min-w-40 flex-1 sm:max-w-64">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-2 top-1/2 size-4 -translate-y-1/2 text-ink-3"
        />
        <input
          aria-label={t`Filter the treatments`}
          autoComplete="off"
          className="h-8 w-full rounded-lg border border-control bg-surface ps-8 pe-2 text-[0.8125rem] placeholder:text-ink-3"
          id={id}
          onChange={(event) => found.setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') found.setWanted('');
          }}
          placeholder={t`Filter`}
          spellCheck={false}
          type="search"
          value={found.wanted}
        />
      </div>
      <p className="text-[0.8125rem] text-ink-3" role="status">
        {found.plan !== null && <Plural one="# match" other="# matches" value={found.plan.matches.size} />}
      </p>
      <div className="ms-auto flex flex-wrap items-center gap-1">
        <TextButton className="px-1.5" onClick={onExpand}>
          <Trans>Expand all</Trans>
        </TextButton>
        <TextButton className="px-1.5" onClick={onCollapse}>
          <Trans>Collapse all</Trans>
        </TextButton>
        <LinkToRow active={active} linkTo={linkTo} />
      </div>
    </div>
  );
}

/** Copies a link that opens the way to the row one is on. */
function LinkToRow({ active, linkTo }: Pick<ToolbarProps, 'active' | 'linkTo'>) {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    if (active === null) return;
    try {
      await navigator.clipboard.writeText(linkTo(active));
      setCopied(active);
      announce(t`Link copied`);
    } catch {
      announce(t`Copying is not allowed here.`);
    }
  };
  const Icon = copied !== null && copied === active ? Check : Link2;
  return (
    <button
      aria-label={t`Copy a link to the selected row`}
      className="grid size-7 place-items-center rounded-md text-accent hover:bg-line-soft disabled:text-ink-3 disabled:opacity-60"
      disabled={active === null}
      onClick={() => void copy()}
      title={t`Copy a link to the selected row`}
      type="button"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
