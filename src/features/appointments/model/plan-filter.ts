import { foldText } from '#lib/fold-text.ts';
import { type PlanNode, productName } from './plan.ts';

/** What a node is found by: treatments by name, group and practitioners, products by name and brand. */
const searchable = (node: PlanNode): string => {
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

/** Every node's text as it is looked for; made once a plan, since folding twenty thousand names takes its time. */
export type PlanIndex = ReadonlyMap<string, string>;

export const planIndex = (tree: readonly PlanNode[]): PlanIndex => {
  const index = new Map<string, string>();
  const add = (nodes: readonly PlanNode[]): void => {
    for (const node of nodes) {
      const text = searchable(node);
      if (text !== '') index.set(node.key, foldText(text));
      add(node.children);
    }
  };
  add(tree);
  return index;
};

export interface FilteredPlan {
  /** The plan with what matches, the way to it, and what lies below a match. */
  tree: PlanNode[];
  /** The keys of the nodes that match. */
  matches: ReadonlySet<string>;
  /** The nodes to open so that every match is seen. */
  way: string[];
}

/**
 * Narrows a plan to what holds `wanted`. A node with matches below it keeps the ways to them, open; a match with none
 * below it keeps all that is below, closed.
 */
export const filterPlan = (tree: readonly PlanNode[], index: PlanIndex, wanted: string): FilteredPlan => {
  const needle = foldText(wanted.trim());
  const matches = new Set<string>();
  const way: string[] = [];
  const narrow = (nodes: readonly PlanNode[]): PlanNode[] =>
    nodes.flatMap((node) => {
      const matching = index.get(node.key)?.includes(needle) === true;
      if (matching) matches.add(node.key);
      const children = narrow(node.children);
      if (children.length > 0) {
        way.push(node.key);
        return [{ ...node, children }];
      }
      return matching ? [node] : [];
    });
  return { tree: narrow(tree), matches, way };
};

/** The keys of the nodes above one, outermost first; null where the plan has no such node. */
export const wayTo = (tree: readonly PlanNode[], key: string): string[] | null => {
  for (const node of tree) {
    if (node.key === key) return [];
    const below = wayTo(node.children, key);
    if (below) return [node.key, ...below];
  }
  return null;
};
