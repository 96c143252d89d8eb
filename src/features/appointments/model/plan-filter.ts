import { foldText } from '#lib/fold-text.ts';
import { type PlanNode, productName } from './plan.ts';

/** The text that the filter searches: a treatment's name, group and practitioners, a product's name and brand. */
const searchText = (node: PlanNode): string => {
  switch (node.kind) {
    case 'treatment': {
      const { name, group, users } = node.treatment;
      return [name, group?.name, ...users.map((user) => user.name)].join('\n');
    }
    case 'product': {
      const { product } = node.product;
      return [productName(node.product), product?.name, product?.brand?.name].join('\n');
    }
    case 'session':
    case 'details':
    case 'content':
      return '';
  }
};

/** The folded text of every node; computed once per plan, since folding 20,000 names is slow. */
export type PlanIndex = ReadonlyMap<string, string>;

export const planIndex = (tree: readonly PlanNode[]): PlanIndex => {
  const index = new Map<string, string>();
  const add = (nodes: readonly PlanNode[]): void => {
    for (const node of nodes) {
      const text = searchText(node);
      if (text !== '') index.set(node.key, foldText(text));
      add(node.children);
    }
  };
  add(tree);
  return index;
};

export interface FilteredPlan {
  /** The matching nodes with their ancestors and descendants. */
  tree: PlanNode[];
  /** The keys of the matching nodes. */
  matches: ReadonlySet<string>;
  /** The keys to expand so that every match is visible. */
  expandedKeys: string[];
}

/**
 * Filters a plan by text. A node with matching descendants keeps only the paths to them, expanded; a match without
 * matching descendants keeps all its children, collapsed.
 */
export const filterPlan = (tree: readonly PlanNode[], index: PlanIndex, query: string): FilteredPlan => {
  const needle = foldText(query.trim());
  const matches = new Set<string>();
  const expandedKeys: string[] = [];
  const filterNodes = (nodes: readonly PlanNode[]): PlanNode[] =>
    nodes.flatMap((node) => {
      const matching = index.get(node.key)?.includes(needle) === true;
      if (matching) matches.add(node.key);
      const children = filterNodes(node.children);
      if (children.length > 0) {
        expandedKeys.push(node.key);
        return [{ ...node, children }];
      }
      return matching ? [node] : [];
    });
  return { tree: filterNodes(tree), matches, expandedKeys };
};

/** The keys of a node's ancestors, outermost first; null if the plan has no such node. */
export const ancestorKeys = (tree: readonly PlanNode[], key: string): string[] | null => {
  for (const node of tree) {
    if (node.key === key) return [];
    const below = ancestorKeys(node.children, key);
    if (below) return [node.key, ...below];
  }
  return null;
};
