import {
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Later, later } from '../later.tsx';
import { isLetter, moveFor } from './keyboard.ts';
import type { TreeNode, TreeRow } from './rows.ts';
import { TreeItem } from './tree-item.tsx';

/** Few plans are so large. */
const virtualRows = later(() => import('./virtual-rows.tsx'), { idly: false });

interface TreeProps<N extends TreeNode<N>> {
  label: string;
  rows: readonly TreeRow<N>[];
  /** The row that has the tree's one tab stop; the first where it is not shown. */
  active: string | null;
  onActivate: (key: string) => void;
  onOpen: (keys: readonly string[]) => void;
  onClose: (key: string) => void;
  renderRow: (row: TreeRow<N>) => ReactNode;
  /** About how high a row is, in pixels; for rows that are not in the document. */
  estimateHeight: (row: TreeRow<N>) => number;
  /** A row to mark and bring into view when it changes, without taking the focus. */
  target: string | null;
  /** All rows go into the document however many they are, as on paper. */
  complete: boolean;
}

/** Letters typed within this time belong to one word. */
const wordMs = 700;

/** Up to so many rows are all in the document, for the browser's own search; of more, only those on the screen. */
const mostInDocument = 1000;

/** So many come first, more than any window shows at once, and the others behind the first frame. */
const first = 100;

/** All rows but in the very first rendering, which is waited for. */
const useFirstRows = <R,>(rows: readonly R[]): readonly R[] => {
  const [all, setAll] = useState(rows.length <= first);
  useEffect(() => startTransition(() => setAll(true)), []);
  return all ? rows : rows.slice(0, first);
};

const rowElement = (root: HTMLElement | null, key: string): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

/**
 * A WAI-ARIA tree: one tab stop, the focus on rows. The rows are flat in the document and tell their level, so
 * that what is shown is a pure function of nodes and open keys.
 */
export function Tree<N extends TreeNode<N>>(props: TreeProps<N>) {
  const { label, rows, onActivate, onOpen, onClose, target, complete } = props;
  const root = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: '', at: 0 });
  const wanted = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  const hadFocus = useRef(false);
  const active = rows.some(({ node }) => node.key === props.active)
    ? props.active
    : (rows[0]?.node.key ?? null);

  /** After whatever put rows into the document: brings the focus and the screen to where they belong. */
  const settle = () => {
    // A row far off is put into the document by becoming active, and can be focused only then.
    const asked = wanted.current === null ? null : rowElement(root.current, wanted.current);
    if (asked) {
      wanted.current = null;
      asked.focus();
    }
    // Rows begin anew when the plan grows beyond what is all in the document, shrinks again or is printed: whoever
    // was on one stays on it.
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (active !== null && hadFocus.current && lost)
      rowElement(root.current, active)?.focus({ preventScroll: true });
    const linked = target === null || shown.current === target ? null : rowElement(root.current, target);
    if (linked) {
      shown.current = target;
      linked.scrollIntoView({ block: 'center' });
    }
  };
  useLayoutEffect(settle);

  const focusRow = (key: string) => {
    wanted.current = key;
    if (key === active) rowElement(root.current, key)?.focus();
    onActivate(key);
  };

  const close = (key: string) => {
    focusRow(key);
    onClose(key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || active === null) return;
    const word = event.timeStamp - typing.current.at > wordMs ? '' : typing.current.text;
    // A space belongs to a word that is being typed, and begins none.
    const typed = isLetter(event.key) && event.key !== '*' && (word + event.key).trim() !== '';
    if (typed) typing.current = { text: word + event.key, at: event.timeStamp };
    const move = moveFor(rows, active, {
      key: event.key,
      typed: typed ? typing.current.text : '',
      rightToLeft: root.current?.matches(':dir(rtl)') ?? false,
      page: Math.max(1, Math.floor(window.innerHeight / (event.currentTarget.clientHeight || 40)) - 2),
    });
    if (!move) return;
    event.preventDefault();
    if (move.kind !== 'focus') typing.current.text = '';
    if (move.kind === 'focus') focusRow(move.key);
    else if (move.kind === 'open') onOpen(move.keys);
    else if (move.kind === 'close') close(move.key);
  };

  const item = (
    row: TreeRow<N>,
    place?: { offset: number; measure: (element: HTMLElement | null) => void; index: number },
  ) => {
    const { key } = row.node;
    return (
      <TreeItem
        active={key === active}
        key={key}
        marked={key === target}
        onFocus={() => onActivate(key)}
        onKeyDown={onKeyDown}
        onPress={() => {
          focusRow(key);
          if (row.expanded === true) onClose(key);
          else if (row.expanded === false) onOpen([key]);
        }}
        place={place}
        row={row}
      >
        {props.renderRow(row)}
      </TreeItem>
    );
  };

  const firstRows = useFirstRows(rows);
  const few = complete || rows.length <= mostInDocument;
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
      {few ? (
        (complete ? rows : firstRows).map((row) => item(row))
      ) : (
        <Later meanwhile={rows.slice(0, 40).map((row) => item(row))} of={virtualRows}>
          {({ VirtualRows }) => (
            <VirtualRows
              activeIndex={rows.findIndex(({ node }) => node.key === active)}
              count={rows.length}
              estimateHeight={(index) => {
                const row = rows[index];
                return row ? props.estimateHeight(row) : 0;
              }}
              onCommit={settle}
              keyOf={(index) => rows[index]?.node.key ?? String(index)}
              render={(index, place) => {
                const row = rows[index];
                return row && item(row, { ...place, index });
              }}
              targetIndex={target === null ? -1 : rows.findIndex(({ node }) => node.key === target)}
            />
          )}
        </Later>
      )}
    </div>
  );
}
