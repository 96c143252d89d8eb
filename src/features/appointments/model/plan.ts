import type { Session, SessionProduct, Treatment } from '#contract/appointment.ts';
import { keyMaker } from '#lib/with-keys.ts';
import type { TreeNode } from '#ui/tree/rows.ts';
import { type LadderStep, ladderSpan, sessionLadder } from './ladder.ts';

interface Node extends TreeNode<PlanNode> {
  children: PlanNode[];
}

export interface TreatmentNode extends Node {
  kind: 'treatment';
  treatment: Treatment;
  /** Days from the first session to the last, where all are known. */
  span: number | null;
}

export interface SessionNode extends Node {
  kind: 'session';
  step: LadderStep;
}

export interface ProductNode extends Node {
  kind: 'product';
  product: SessionProduct;
}

/** What the details belong to. */
export type DetailsOf =
  | { kind: 'treatment'; treatment: Treatment }
  | { kind: 'session'; session: Session }
  | { kind: 'product'; product: SessionProduct };

/** Opens to what there is to read about the node above, beyond its own row. */
interface DetailsNode extends Node {
  kind: 'details';
}

/** The details themselves. */
interface ContentNode extends Node {
  kind: 'content';
  of: DetailsOf;
}

export type PlanNode = TreatmentNode | SessionNode | ProductNode | DetailsNode | ContentNode;

/** The name to show for a product: the full one, with a brand that is written twice at its start written once. */
export const productName = ({ product }: SessionProduct): string | null => {
  const name = product?.full_name ?? product?.name ?? null;
  const brand = product?.brand?.name;
  if (name === null || brand == null || brand === '') return name;
  return name.startsWith(`${brand} ${brand} `) ? name.slice(brand.length + 1) : name;
};

/** The brand, where the product's name does not say it already. */
export const brandBeside = (item: SessionProduct): string | null => {
  const brand = item.product?.brand?.name ?? null;
  return brand === null || productName(item)?.startsWith(brand) ? null : brand;
};

/** Whether a value that may be anything says something. */
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
 * The tree of treatments, their sessions and the sessions' products. `appointmentDay` is the clinic's calendar
 * day of the appointment, null when it is not scheduled.
 */
export const planTree = (
  treatments: readonly Treatment[],
  appointmentDay: string | null,
): TreatmentNode[] => {
  const makeKey = keyMaker();
  // A key names what it stands for: links lead to it.
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

  const sessionNode = (step: LadderStep): SessionNode => {
    const key = keyOf('session', step.session.id);
    return {
      kind: 'session',
      key,
      label: String(step.number),
      step,
      children: [
        ...step.session.products.map(productNode),
        ...(step.session.other.length > 0
          ? [detailsOf(key, { kind: 'session', session: step.session })]
          : []),
      ],
    };
  };

  return treatments.map((treatment) => {
    const key = keyOf('treatment', treatment.id);
    const steps = sessionLadder(treatment.sessions, appointmentDay);
    return {
      kind: 'treatment',
      key,
      label: treatment.name ?? '',
      treatment,
      span: ladderSpan(steps),
      children: [
        ...steps.map(sessionNode),
        ...treatment.products.map(productNode),
        ...(treatmentHasDetails(treatment) ? [detailsOf(key, { kind: 'treatment', treatment })] : []),
      ],
    };
  });
};

/** What is open at first sight: the first treatment and its first session. */
export const initiallyOpen = (tree: readonly TreatmentNode[]): string[] => {
  const first = tree[0];
  if (!first) return [];
  const session = first.children.find(({ kind }) => kind === 'session');
  return session ? [first.key, session.key] : [first.key];
};

/** How many treatments, sessions and products a plan holds. */
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
