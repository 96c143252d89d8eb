import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isLetter, moveFor } from './keyboard.ts';
import type { TreeNode, TreeRow } from './rows.ts';

interface TreeProps<N extends TreeNode<N>> {
  label: string;
  rows: readonly TreeRow<N>[];
  onOpen: (keys: readonly string[]) => void;
  onClose: (key: string) => void;
  renderRow: (row: TreeRow<N>) => ReactNode;
}

/** Letters typed within this time belong to one word. */
const wordMs = 700;

/**
 * A WAI-ARIA tree: one tab stop, the focus on rows. The rows are flat in the document and tell their level, so
 * that what is shown is a pure function of nodes and open keys.
 */
export function Tree<N extends TreeNode<N>>({ label, rows, onOpen, onClose, renderRow }: TreeProps<N>) {
  const root = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: '', at: 0 });
  const [wanted, setWanted] = useState<string | null>(null);
  // The row that had the focus may be gone with its parent; the tree always keeps one tab stop.
  const active = rows.some(({ node }) => node.key === wanted) ? wanted : (rows[0]?.node.key ?? null);

  const focusRow = (key: string) => {
    setWanted(key);
    root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };

  const close = (key: string) => {
    focusRow(key);
    onClose(key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || active === null) return;
    if (isLetter(event.key) && !/[\s*]/.test(event.key)) {
      const { text, at } = typing.current;
      typing.current = {
        text: event.timeStamp - at > wordMs ? event.key : text + event.key,
        at: event.timeStamp,
      };
    }
    const move = moveFor(rows, active, {
      key: event.key,
      typed: typing.current.text,
      rightToLeft: root.current?.matches(':dir(rtl)') ?? false,
      page: Math.max(1, Math.floor(window.innerHeight / (event.currentTarget.clientHeight || 40)) - 2),
    });
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'focus') focusRow(move.key);
    else if (move.kind === 'open') onOpen(move.keys);
    else if (move.kind === 'close') close(move.key);
  };

  return (
    <div aria-label={label} ref={root} role="tree">
      {rows.map((row) => {
        const { key } = row.node;
        return (
          <div
            aria-expanded={row.expanded ?? undefined}
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            className="scroll-my-16 -outline-offset-2"
            data-key={key}
            key={key}
            onClick={() => {
              // Whoever selects a row's text wants to copy it.
              if (window.getSelection()?.isCollapsed === false) return;
              focusRow(key);
              if (row.expanded === true) close(key);
              else if (row.expanded === false) onOpen([key]);
            }}
            onFocus={() => setWanted(key)}
            onKeyDown={onKeyDown}
            role="treeitem"
            tabIndex={key === active ? 0 : -1}
          >
            {renderRow(row)}
          </div>
        );
      })}
    </div>
  );
}
