import type { SessionProduct } from '#contract/appointment.ts';
import { isDecimal } from '#contract/readers.ts';
import type { Format } from '#lib/format/format.ts';
import { sumDecimals } from './decimal-sum.ts';
import { isDeleted, presentProducts, productName, type SessionNode, type TreatmentNode } from './plan.ts';

/** A session that supplies can be listed for, or a treatment that lists products without a session. */
export interface SupplySession {
  key: string;
  treatment: TreatmentNode;
  session: SessionNode | null;
  /** Without deleted ones. */
  products: readonly SessionProduct[];
}

/** One product in one unit, summed over the selected sessions. */
export interface SupplyItem {
  key: string;
  /** Null for a product without a name. */
  name: string | null;
  productId: string | null;
  brand: string | null;
  /** The unit's name, else its code; null if unknown. */
  unit: string | null;
  /** The exact sum of the quantities; null if the service sent none. */
  quantity: string | null;
  /** Quantities that are not decimals, as received; they are not added. */
  otherQuantities: string[];
  /** The number of times the product is listed without a quantity. */
  missingQuantities: number;
  /** The keys of the sessions that need it, in order. */
  sessions: string[];
}

export interface SupplyGroup {
  /** Null for products without a brand. */
  brand: string | null;
  items: SupplyItem[];
}

/** The sessions of the plan in its order, and each treatment with products of its own; deleted ones are left out. */
export const supplySessions = (tree: readonly TreatmentNode[]): SupplySession[] =>
  tree
    .filter(({ treatment }) => !isDeleted(treatment))
    .flatMap((treatment): SupplySession[] => {
      const own = presentProducts(treatment.treatment);
      return [
        ...treatment.children.flatMap((child) =>
          child.kind === 'session' && !isDeleted(child.planned.session)
            ? [
                {
                  key: child.key,
                  treatment,
                  session: child,
                  products: presentProducts(child.planned.session),
                },
              ]
            : [],
        ),
        ...(own.length > 0 ? [{ key: treatment.key, treatment, session: null, products: own }] : []),
      ];
    });

const unitOf = ({ product }: SessionProduct): string | null =>
  product?.unit_code?.name ?? product?.unit_code?.code ?? null;

/** Products are distinguished by number, else by name; units by code. */
const itemKey = (item: SessionProduct): string => {
  const { product, product_id } = item;
  const which = product_id ?? product?.id ?? null;
  const unit = product?.unit_code;
  return JSON.stringify([which ?? productName(item), unit?.code ?? unit?.name ?? unit?.id ?? null]);
};

const itemOf = (key: string, product: SessionProduct): SupplyItem => ({
  key,
  name: productName(product),
  productId: product.product_id ?? product.product?.id ?? product.id,
  brand: product.product?.brand?.name ?? null,
  unit: unitOf(product),
  quantity: null,
  otherQuantities: [],
  missingQuantities: 0,
  sessions: [],
});

/**
 * The supplies for some sessions: each product summed exactly per unit, grouped by brand in the order of `compare`,
 * products without a brand last.
 */
export const supplyList = (
  sessions: readonly SupplySession[],
  compare: (a: string, b: string) => number,
): SupplyGroup[] => {
  const items = new Map<string, { item: SupplyItem; decimals: string[] }>();
  for (const { key: sessionKey, products } of sessions)
    for (const product of products) {
      const key = itemKey(product);
      const { item, decimals } = items.get(key) ?? { item: itemOf(key, product), decimals: [] };
      items.set(key, { item, decimals });
      if (item.sessions.at(-1) !== sessionKey) item.sessions.push(sessionKey);
      const given = product.min_quantity;
      if (given === null) item.missingQuantities += 1;
      else if (isDecimal(given)) decimals.push(given);
      else item.otherQuantities.push(given);
    }
  const groups = new Map<string | null, SupplyItem[]>();
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

/** `6 syringe`; quantities that are not decimals are appended to the sum. */
export const quantityOf = (item: SupplyItem, format: Format): string => {
  const amounts = [
    ...(item.quantity === null ? [] : [format.decimal(item.quantity)]),
    ...item.otherQuantities,
  ];
  if (amounts.length === 0) return item.unit ?? '';
  return [amounts.join(' + '), item.unit].filter((part) => part !== null).join(' ');
};
