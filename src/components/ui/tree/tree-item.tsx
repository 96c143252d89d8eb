import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { TreeNode, TreeRow } from './rows.ts';

/** The ids of the parts of a row: its short name, and the facts that describe it, beside the name and elsewhere. */
export interface RowIds {
  name: string;
  facts: string;
  moreFacts: string;
}

interface TreeItemProps<N extends TreeNode<N>> {
  row: TreeRow<N>;
  active: boolean;
  /** Whether it is the row that actions on a row concern. */
  selected: boolean;
  highlighted: boolean;
  /** The position of a virtualized row; undefined in a tree whose rows are all in the document. */
  position: { offset: number; measure: (element: HTMLElement | null) => void; index: number } | undefined;
  onPress: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** The row itself, with the ids of its parts. */
  children: (ids: RowIds) => ReactNode;
}

/** One row of a tree with its ARIA attributes. */
export function TreeItem<N extends TreeNode<N>>({
  row,
  active,
  selected,
  highlighted,
  position,
  onPress,
  onFocus,
  onKeyDown,
  children,
}: TreeItemProps<N>) {
  const id = useId();
  const ids = { name: `${id}n`, facts: `${id}f`, moreFacts: `${id}m` };
  return (
    <div
      aria-current={highlighted ? 'true' : undefined}
      aria-describedby={`${ids.facts} ${ids.moreFacts}`}
      aria-expanded={row.expanded ?? undefined}
      aria-labelledby={ids.name}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-selected={selected || undefined}
      aria-setsize={row.siblings}
      className={`scroll-my-16 -outline-offset-2 aria-selected:bg-border-soft ${highlighted ? 'bg-accent-soft' : ''} ${position ? 'absolute inset-x-0 top-0' : ''}`}
      data-index={position?.index}
      data-key={row.node.key}
      onClick={() => {
        // The end of a text selection does not count as a click.
        if (window.getSelection()?.isCollapsed !== false) onPress();
      }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      ref={position?.measure}
      role="treeitem"
      style={position ? { transform: `translateY(${position.offset}px)` } : undefined}
      tabIndex={active ? 0 : -1}
    >
      {children(ids)}
    </div>
  );
}
