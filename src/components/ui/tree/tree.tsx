import {
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { lazyPart } from '../lazy-part.tsx';
import { actionForKey, isLetter } from './keyboard.ts';
import type { TreeNode, TreeRow } from './rows.ts';
import { type RowIds, TreeItem } from './tree-item.tsx';

/** Loaded on demand, because few plans are large enough to be virtualized. */
const VirtualRows = lazyPart(
  () => import('./virtual-rows.tsx'),
  (module) => module.VirtualRows,
);

interface TreeProps<N extends TreeNode<N>> {
  label: string;
  rows: readonly TreeRow<N>[];
  /** The row with the only tab stop of the tree; the first row if it is not visible. */
  active: string | null;
  onActivate: (key: string) => void;
  onExpand: (keys: readonly string[]) => void;
  onCollapse: (key: string) => void;
  /** Called for a row on Ctrl C or Cmd C, unless text is selected. */
  onCopy: (key: string) => void;
  renderRow: (row: TreeRow<N>, ids: RowIds) => ReactNode;
  /** The approximate height of a row in pixels, for rows that are not in the document. */
  estimateHeight: (row: TreeRow<N>) => number;
  /** A row to highlight and, when it changes, to scroll into view without moving the focus; null for none. */
  target: string | null;
  /** Renders all rows, however many, as for printing. */
  renderAllRows: boolean;
}

/** Characters typed within this time belong to one type-ahead text. */
const typeAheadMs = 700;

/** Up to this many rows are all in the document, so that the browser's own search finds them. */
const virtualizeAbove = 1000;

/** More rows than fit on a screen; the others follow after the first frame. */
const initialRows = 100;

/** False in the first render of a large tree, also on the server: it contains the initial rows only. */
const useIsMounted = (initially: boolean): boolean => {
  const [mounted, setMounted] = useState(initially);
  useEffect(() => startTransition(() => setMounted(true)), []);
  return mounted;
};

const rowElement = (root: HTMLElement | null, key: string): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

/**
 * A WAI-ARIA tree: one tab stop, the focus on rows. The rows are flat in the document with `aria-level`, so that the
 * visible rows are a pure function of the nodes and the expanded keys.
 *
 * Which rows are expanded, active or targeted are props. Four refs hold what only the DOM needs: the type-ahead text
 * (`typing`), a row to focus once it is in the document (`pendingFocus`), the target that was scrolled to last
 * (`scrolledTo`), and whether the tree had the focus before its rows were replaced (`hadFocus`).
 */
export function Tree<N extends TreeNode<N>>(props: TreeProps<N>) {
  const { label, rows, onActivate, onExpand, onCollapse, target, renderAllRows } = props;
  const root = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: '', at: 0 });
  const pendingFocus = useRef<string | null>(null);
  const scrolledTo = useRef<string | null>(null);
  const hadFocus = useRef(false);
  const active = rows.some(({ node }) => node.key === props.active)
    ? props.active
    : (rows[0]?.node.key ?? null);

  const restoreFocusAndScroll = () => {
    // A virtualized row enters the document by becoming active and can be focused only then.
    const pending = pendingFocus.current === null ? null : rowElement(root.current, pendingFocus.current);
    if (pending) {
      pendingFocus.current = null;
      pending.focus();
    }
    // Printing and crossing `virtualizeAbove` replace all row elements and would lose the focus.
    const focusLost = document.activeElement === null || document.activeElement === document.body;
    if (active !== null && hadFocus.current && focusLost)
      rowElement(root.current, active)?.focus({ preventScroll: true });
    const targeted =
      target === null || scrolledTo.current === target ? null : rowElement(root.current, target);
    if (targeted) {
      scrolledTo.current = target;
      targeted.scrollIntoView({ block: 'center' });
    }
  };
  useLayoutEffect(restoreFocusAndScroll);

  const focusRow = (key: string) => {
    pendingFocus.current = key;
    if (key === active) rowElement(root.current, key)?.focus();
    onActivate(key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (active === null) return;
    const modified = event.ctrlKey || event.metaKey;
    if (modified && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      props.onCopy(active);
    }
    if (modified || event.altKey) return;
    const before = event.timeStamp - typing.current.at > typeAheadMs ? '' : typing.current.text;
    // A space continues a type-ahead text but does not begin one.
    const typed = isLetter(event.key) && event.key !== '*' && (before + event.key).trim() !== '';
    if (typed) typing.current = { text: before + event.key, at: event.timeStamp };
    const action = actionForKey(rows, active, {
      key: event.key,
      typed: typed ? typing.current.text : '',
      rightToLeft: getComputedStyle(event.currentTarget).direction === 'rtl',
      page: Math.max(1, Math.floor(window.innerHeight / (event.currentTarget.clientHeight || 40)) - 2),
    });
    if (!action) return;
    event.preventDefault();
    if (action.kind !== 'focus') typing.current.text = '';
    if (action.kind === 'focus') focusRow(action.key);
    else if (action.kind === 'expand') onExpand(action.keys);
    else if (action.kind === 'collapse') {
      focusRow(action.key);
      onCollapse(action.key);
    }
  };

  const item = (
    row: TreeRow<N>,
    position?: { offset: number; measure: (element: HTMLElement | null) => void; index: number },
  ) => {
    const { key } = row.node;
    return (
      <TreeItem
        active={key === active}
        highlighted={key === target}
        key={key}
        onFocus={() => onActivate(key)}
        onKeyDown={onKeyDown}
        onPress={() => {
          focusRow(key);
          if (row.expanded === true) onCollapse(key);
          else if (row.expanded === false) onExpand([key]);
        }}
        position={position}
        row={row}
        selected={key === props.active}
      >
        {(ids) => props.renderRow(row, ids)}
      </TreeItem>
    );
  };

  const mounted = useIsMounted(rows.length <= initialRows);
  const virtualized = mounted && !renderAllRows && rows.length > virtualizeAbove;
  const renderedRows = renderAllRows || (mounted && !virtualized) ? rows : rows.slice(0, initialRows);
  const content = renderedRows.map((row) => item(row));
  return (
    <div
      aria-label={label}
      onBlur={() => {
        hadFocus.current = false;
      }}
      onFocus={() => {
        hadFocus.current = true;
      }}
      ref={root}
      role="tree"
    >
      {virtualized ? (
        <Suspense fallback={content}>
          <VirtualRows
            activeIndex={rows.findIndex(({ node }) => node.key === active)}
            count={rows.length}
            estimateHeight={(index) => {
              const row = rows[index];
              return row ? props.estimateHeight(row) : 0;
            }}
            keyOf={(index) => rows[index]?.node.key ?? String(index)}
            onCommit={restoreFocusAndScroll}
            render={(index, position) => {
              const row = rows[index];
              return row && item(row, { ...position, index });
            }}
            targetIndex={target === null ? -1 : rows.findIndex(({ node }) => node.key === target)}
          />
        </Suspense>
      ) : (
        content
      )}
    </div>
  );
}
