import type { KeyboardEvent, ReactNode } from 'react';
import type { TreeNode, TreeRow } from './rows.ts';

interface TreeItemProps<N extends TreeNode<N>> {
  row: TreeRow<N>;
  active: boolean;
  highlighted: boolean;
  /** The position of a virtualized row; undefined in a tree whose rows are all in the document. */
  position: { offset: number; measure: (element: HTMLElement | null) => void; index: number } | undefined;
  onPress: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
}

/** One row of a tree with its ARIA attributes. */
export function TreeItem<N extends TreeNode<N>>({
  row,
  active,
  highlighted,
  position,
  onPress,
  onFocus,
  onKeyDown,
  children,
}: TreeItemProps<N>) {
  return (
    <div
      aria-current={highlighted ? 'true' : undefined}
      aria-expanded={row.expanded ?? undefined}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      className={`scroll-my-16 -outline-offset-2 ${highlighted ? 'bg-accent-soft' : ''} ${position ? 'absolute inset-x-0 top-0' : ''}`}
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
      {children}
    </div>
  );
}
