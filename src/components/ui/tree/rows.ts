/** A node of a tree. `key` is unique in the tree; type-ahead searches `label`. */
export interface TreeNode<N> {
  key: string;
  label: string;
  children: readonly N[];
}

/** A visible node with its position for ARIA. */
export interface TreeRow<N> {
  node: N;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  siblings: number;
  parent: string | null;
  /** Null for a node without children. */
  expanded: boolean | null;
}

/** The visible rows in order: every root, and below each expanded node its children. */
export const visibleRows = <N extends TreeNode<N>>(
  roots: readonly N[],
  expandedKeys: ReadonlySet<string>,
): TreeRow<N>[] => {
  const rows: TreeRow<N>[] = [];
  const add = (nodes: readonly N[], level: number, parent: string | null): void => {
    let position = 0;
    for (const node of nodes) {
      position += 1;
      const expanded = node.children.length === 0 ? null : expandedKeys.has(node.key);
      rows.push({ node, level, position, siblings: nodes.length, parent, expanded });
      if (expanded) add(node.children, level + 1, node.key);
    }
  };
  add(roots, 1, null);
  return rows;
};

/** The keys of all nodes that can be expanded. */
export const expandableKeys = <N extends TreeNode<N>>(nodes: readonly N[]): string[] =>
  nodes.flatMap((node) =>
    node.children.length === 0 ? [] : [node.key, ...expandableKeys<N>(node.children)],
  );
