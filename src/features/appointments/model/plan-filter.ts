import type { SessionProduct, Treatment } from '#contract/appointment.ts';
import { foldText, foldWords } from '#lib/fold-text.ts';
import { type PlanNode, productName } from './plan.ts';

const treatmentText = ({ name, group, users }: Treatment): string =>
  [name, group?.name, ...users.map((user) => user.name)].join('\n');

/**
 * The text that the filter searches: a treatment's name, group and practitioners, a product's name and brand. A
 * treatment's details are searched with its description and keywords too.
 */
const searchText = (node: PlanNode): string => {
  switch (node.kind) {
    case 'treatment':
      return treatmentText(node.treatment);
    case 'product': {
      const { product } = node.product;
      return [productName(node.product), product?.name, product?.brand?.name].join('\n');
    }
    case 'content': {
      if (node.of.kind !== 'treatment') return '';
      const { treatment } = node.of;
      const keywords = treatment.keywords.map((keyword) =>
        typeof keyword === 'string' ? keyword : JSON.stringify(keyword),
      );
      return [treatmentText(treatment), treatment.description, ...keywords].join('\n');
    }
    case 'session':
    case 'details':
      return '';
  }
};

/** The name that the filter finds although the product's row does not show it; null if the row explains the match. */
export const matchingHiddenName = (item: SessionProduct, query: string): string | null => {
  const { name = null, brand } = item.product ?? {};
  if (name === null) return null;
  const shown = foldText([productName(item), brand?.name].join('\n'));
  const found = foldText(name);
  return foldWords(query).some((word) => found.includes(word) && !shown.includes(word)) ? name : null;
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
 * Filters a plan by text: a node matches if its text contains each word of the query. A node with matching descendants
 * keeps only the paths to them, expanded; a match without matching descendants keeps all its children, collapsed.
 * Details match only if their treatment does not match without them.
 */
export const filterPlan = (tree: readonly PlanNode[], index: PlanIndex, query: string): FilteredPlan => {
  const words = foldWords(query);
  const matches = new Set<string>();
  const expandedKeys: string[] = [];
  const filterNodes = (nodes: readonly PlanNode[], parentMatches: boolean): PlanNode[] =>
    nodes.flatMap((node) => {
      const text = node.kind === 'content' && parentMatches ? undefined : index.get(node.key);
      const matching = text !== undefined && words.every((word) => text.includes(word));
      if (matching) matches.add(node.key);
      const children = filterNodes(node.children, node.kind === 'details' ? parentMatches : matching);
      if (children.length > 0) {
        expandedKeys.push(node.key);
        return [{ ...node, children }];
      }
      return matching ? [node] : [];
    });
  return { tree: filterNodes(tree, false), matches, expandedKeys };
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
