/** A node of a tree. `key` is its identity among all nodes, `label` what type-ahead looks for. */
export interface TreeNode<N> {
  key: string;
  label: string;
  children: readonly N[];
}

/** A node on the screen, with what ARIA wants to know of its place. */
export interface TreeRow<N> {
  node: N;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  siblings: number;
  parent: string | null;
  /** Null for a node that has nothing to open. */
  expanded: boolean | null;
}

/** The rows to show, in order: every root, and below each open node its children. */
export const visibleRows = <N extends TreeNode<N>>(
  roots: readonly N[],
  open: ReadonlySet<string>,
): TreeRow<N>[] => {
  const rows: TreeRow<N>[] = [];
  const add = (nodes: readonly N[], level: number, parent: string | null): void => {
    let position = 0;
    for (const node of nodes) {
      position += 1;
      const expanded = node.children.length === 0 ? null : open.has(node.key);
      rows.push({ node, level, position, siblings: nodes.length, parent, expanded });
      if (expanded) add(node.children, level + 1, node.key);
    }
  };
  add(roots, 1, null);
  return rows;
};

/** The keys of every node that can be opened. */
export const expandableKeys = <N extends TreeNode<N>>(nodes: readonly N[]): string[] =>
  nodes.flatMap((node) =>
    node.children.length === 0 ? [] : [node.key, ...expandableKeys<N>(node.children)],
  );
