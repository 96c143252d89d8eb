import type { Session, SessionProduct, Treatment } from '#contract/appointment.ts';
import { ReadContext, type UnknownField } from '#contract/readers.ts';
import { type Instant, instant } from '#contract/time.ts';
import { keyMaker } from '#lib/with-keys.ts';
import type { TreeNode } from '#ui/tree/rows.ts';
import { type PlannedSession, planSessions, spanInDays } from './session-dates.ts';

interface Node extends TreeNode<PlanNode> {
  children: PlanNode[];
}

export interface TreatmentNode extends Node {
  kind: 'treatment';
  treatment: Treatment;
  /** Days from the first to the last session; null if unknown. */
  span: number | null;
}

export interface SessionNode extends Node {
  kind: 'session';
  planned: PlannedSession;
}

export interface ProductNode extends Node {
  kind: 'product';
  product: SessionProduct;
}

/** The record that details belong to. */
export type DetailsOf =
  | { kind: 'treatment'; treatment: Treatment }
  | { kind: 'session'; session: Session }
  | { kind: 'product'; product: SessionProduct };

/** A collapsed row for fields of the parent node that its own row does not show. */
interface DetailsNode extends Node {
  kind: 'details';
}

/** The fields themselves. */
interface ContentNode extends Node {
  kind: 'content';
  of: DetailsOf;
}

export type PlanNode = TreatmentNode | SessionNode | ProductNode | DetailsNode | ContentNode;

/**
 * Whether a record is deleted. Only some records have a documented `deleted_at`; for sessions and products it would be
 * an unknown field.
 */
export const isDeleted = (record: { deleted_at?: Instant | null; other: readonly UnknownField[] }): boolean =>
  record.deleted_at != null ||
  record.other.some(({ key, value }) => key === 'deleted_at' && instant(value, ReadContext.root()) !== null);

/** Whether a product is deleted from its session or from the catalogue. */
export const isDeletedProduct = (item: SessionProduct): boolean =>
  isDeleted(item) || (item.product !== null && isDeleted(item.product));

/** A product's full name, else its name; a brand that the service wrote twice at the start is written once. */
export const productName = ({ product }: SessionProduct): string | null => {
  const name = product?.full_name ?? product?.name ?? null;
  const brand = product?.brand?.name;
  if (name === null || brand == null || brand === '') return name;
  return name.startsWith(`${brand} ${brand} `) ? name.slice(brand.length + 1) : name;
};

/** A product's brand; null if its name starts with it. */
export const brandBesideName = (item: SessionProduct): string | null => {
  const brand = item.product?.brand?.name ?? null;
  return brand === null || productName(item)?.startsWith(brand) ? null : brand;
};

/** Whether a JSON value has content: not null, not an empty list or object. */
export const hasContent = (value: unknown): boolean =>
  value !== null && (typeof value !== 'object' || Object.keys(value).length > 0);

const treatmentHasDetails = (treatment: Treatment): boolean =>
  treatment.description !== null ||
  treatment.keywords.length > 0 ||
  hasContent(treatment.extra_info) ||
  treatment.other.length > 0 ||
  treatment.users.length > 0 ||
  treatment.created_at !== null ||
  treatment.updated_at !== null ||
  treatment.deleted_at !== null ||
  (treatment.group?.other.length ?? 0) > 0;

const productHasDetails = ({ other, product }: SessionProduct): boolean =>
  other.length > 0 ||
  (product !== null &&
    (product.other.length > 0 ||
      (product.unit_code?.other.length ?? 0) > 0 ||
      (product.brand?.other.length ?? 0) > 0));

const detailsOf = (key: string, of: DetailsOf): DetailsNode => ({
  kind: 'details',
  key: `${key}-details`,
  label: '',
  children: [{ kind: 'content', key: `${key}-content`, label: '', children: [], of }],
});

/**
 * The tree of treatments, sessions and products. `appointmentDate` is `YYYY-MM-DD` in the clinic's calendar; null if
 * the appointment is not scheduled.
 */
export const planTree = (
  treatments: readonly Treatment[],
  appointmentDate: string | null,
): TreatmentNode[] => {
  const makeKey = keyMaker();
  // Links contain the key.
  const keyOf = (kind: PlanNode['kind'], id: string | null): string =>
    makeKey(`${kind}-${id ?? 'unnumbered'}`);

  const productNode = (product: SessionProduct): ProductNode => {
    const key = keyOf('product', product.id);
    return {
      kind: 'product',
      key,
      label: productName(product) ?? '',
      product,
      children: productHasDetails(product) ? [detailsOf(key, { kind: 'product', product })] : [],
    };
  };

  const sessionNode = (planned: PlannedSession): SessionNode => {
    const key = keyOf('session', planned.session.id);
    return {
      kind: 'session',
      key,
      label: String(planned.number),
      planned,
      children: [
        ...planned.session.products.map(productNode),
        ...(planned.session.other.length > 0
          ? [detailsOf(key, { kind: 'session', session: planned.session })]
          : []),
      ],
    };
  };

  return treatments.map((treatment) => {
    const key = keyOf('treatment', treatment.id);
    const sessions = planSessions(treatment.sessions, appointmentDate);
    return {
      kind: 'treatment',
      key,
      label: treatment.name ?? '',
      treatment,
      span: spanInDays(sessions),
      children: [
        ...sessions.map(sessionNode),
        ...treatment.products.map(productNode),
        ...(treatmentHasDetails(treatment) ? [detailsOf(key, { kind: 'treatment', treatment })] : []),
      ],
    };
  });
};

/** The keys expanded by default: the first treatment that is not deleted and its first session. */
export const defaultExpanded = (tree: readonly TreatmentNode[]): string[] => {
  const first = tree.find(({ treatment }) => !isDeleted(treatment)) ?? tree[0];
  if (!first) return [];
  const session = first.children.find(({ kind }) => kind === 'session');
  return session ? [first.key, session.key] : [first.key];
};

/** The numbers of treatments, sessions and products in a plan. */
export const planCounts = (treatments: readonly Treatment[]) => {
  let sessions = 0;
  let products = 0;
  for (const treatment of treatments) {
    sessions += treatment.sessions.length;
    products += treatment.products.length;
    for (const session of treatment.sessions) products += session.products.length;
  }
  return { treatments: treatments.length, sessions, products };
};
