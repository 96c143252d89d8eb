import type { SessionProduct } from '#contract/appointment.ts';
import { isDecimal } from '#contract/reading.ts';
import { sumDecimals } from './decimal-sum.ts';
import { productName, type SessionNode, type TreatmentNode } from './plan.ts';

/** A session that things can be laid out for. */
export interface PreparedSession {
  key: string;
  treatment: TreatmentNode;
  session: SessionNode;
}

/** Something to lay out: one product in one unit, over all the chosen sessions. */
export interface PreparedItem {
  key: string;
  /** Null for a product without a name. */
  name: string | null;
  productId: string | null;
  brand: string | null;
  /** The unit's name, else its code; null where none is given. */
  unit: string | null;
  /** The exact sum of what was given as a decimal; null where nothing was. */
  quantity: string | null;
  /** Quantities that are no decimals, as they came: they are listed, never added. */
  otherQuantities: string[];
  /** In how many places the service gave no quantity. */
  unquantified: number;
  /** The keys of the sessions it is for, in order. */
  sessions: string[];
}

export interface PreparedGroup {
  /** Null for what has no brand. */
  brand: string | null;
  items: PreparedItem[];
}

/** Every session of the plan, in the plan's order. */
export const preparableSessions = (tree: readonly TreatmentNode[]): PreparedSession[] =>
  tree.flatMap((treatment) =>
    treatment.children.flatMap((child) =>
      child.kind === 'session' ? [{ key: child.key, treatment, session: child }] : [],
    ),
  );

const unitOf = ({ product }: SessionProduct): string | null =>
  product?.unit_code?.name ?? product?.unit_code?.code ?? null;

/** One product is told from another by its number, else by its name; one unit from another by its code. */
const identity = (item: SessionProduct): string => {
  const { product, product_id } = item;
  const which = product_id ?? product?.id ?? null;
  const unit = product?.unit_code;
  return JSON.stringify([which ?? productName(item), unit?.code ?? unit?.name ?? unit?.id ?? null]);
};

const itemOf = (key: string, product: SessionProduct): PreparedItem => ({
  key,
  name: productName(product),
  productId: product.product_id ?? product.product?.id ?? product.id,
  brand: product.product?.brand?.name ?? null,
  unit: unitOf(product),
  quantity: null,
  otherQuantities: [],
  unquantified: 0,
  sessions: [],
});

/**
 * What to lay out for some sessions: each product summed exactly in each of its units, grouped by brand in
 * alphabetical order of `compare`, those without a brand last.
 */
export const prepare = (
  sessions: readonly PreparedSession[],
  compare: (a: string, b: string) => number,
): PreparedGroup[] => {
  const items = new Map<string, { item: PreparedItem; decimals: string[] }>();
  for (const { key: sessionKey, session } of sessions)
    for (const product of session.step.session.products) {
      const key = identity(product);
      const { item, decimals } = items.get(key) ?? { item: itemOf(key, product), decimals: [] };
      items.set(key, { item, decimals });
      if (item.sessions.at(-1) !== sessionKey) item.sessions.push(sessionKey);
      const given = product.min_quantity;
      if (given === null) item.unquantified += 1;
      else if (isDecimal(given)) decimals.push(given);
      else item.otherQuantities.push(given);
    }
  const groups = new Map<string | null, PreparedItem[]>();
  for (const { item, decimals } of items.values()) {
    if (decimals.length > 0) item.quantity = sumDecimals(decimals);
    groups.set(item.brand, [...(groups.get(item.brand) ?? []), item]);
  }
  return [...groups]
    .map(([brand, group]) => ({ brand, items: group }))
    .toSorted((a, b) => {
      if (a.brand === null || b.brand === null) return Number(a.brand === null) - Number(b.brand === null);
      return compare(a.brand, b.brand);
    });
};
