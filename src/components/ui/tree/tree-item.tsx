import type { KeyboardEvent, ReactNode } from 'react';
import type { TreeNode, TreeRow } from './rows.ts';

interface TreeItemProps<N extends TreeNode<N>> {
  row: TreeRow<N>;
  active: boolean;
  /** What a link led to. */
  marked: boolean;
  /** Where only some rows are in the document, this one's place among all. */
  place: { offset: number; measure: (element: HTMLElement | null) => void; index: number } | undefined;
  onPress: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
}

/** One row of a tree, with all that ARIA wants to know of it. */
export function TreeItem<N extends TreeNode<N>>({
  row,
  active,
  marked,
  place,
  onPress,
  onFocus,
  onKeyDown,
  children,
}: TreeItemProps<N>) {
  return (
    <div
      aria-current={marked ? 'true' : undefined}
      aria-expanded={row.expanded ?? undefined}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      className={`scroll-my-16 -outline-offset-2 ${marked ? 'bg-accent-soft' : ''} ${place ? 'absolute inset-x-0 top-0' : ''}`}
      data-index={place?.index}
      data-key={row.node.key}
      onClick={() => {
        // Whoever selects a row's text wants to copy it.
        if (window.getSelection()?.isCollapsed !== false) onPress();
      }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      ref={place?.measure}
      role="treeitem"
      style={place ? { transform: `translateY(${place.offset}px)` } : undefined}
      tabIndex={active ? 0 : -1}
    >
      {children}
    </div>
  );
}
