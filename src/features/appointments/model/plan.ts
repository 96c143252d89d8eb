import type { Session, SessionProduct, Treatment } from '#contract/appointment.ts';
import { ReadContext, type UnknownField } from '#contract/readers.ts';
import { type Instant, instant } from '#contract/time.ts';
import { keyMaker, withKeys } from '#lib/with-keys.ts';
import type { TreeNode } from '#ui/tree/rows.ts';
import type { FieldPath } from './changes.ts';
import { type PlannedSession, planSessions, spanInDays } from './session-dates.ts';

interface Node extends TreeNode<PlanNode> {
  children: PlanNode[];
}

export interface TreatmentNode extends Node {
  kind: 'treatment';
  treatment: Treatment;
  path: FieldPath;
  /** Days from the first to the last session that is not deleted; null if unknown. */
  span: number | null;
}

export interface SessionNode extends Node {
  kind: 'session';
  planned: PlannedSession;
  path: FieldPath;
}

export interface ProductNode extends Node {
  kind: 'product';
  product: SessionProduct;
  path: FieldPath;
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

/** Whether a product is deleted from its session or from the catalog. */
export const isDeletedProduct = (item: SessionProduct): boolean =>
  isDeleted(item) || (item.product !== null && isDeleted(item.product));

/** The treatments, sessions or products that are not deleted. */
const presentTreatments = (treatments: readonly Treatment[]): Treatment[] =>
  treatments.filter((treatment) => !isDeleted(treatment));
export const presentSessions = ({ sessions }: Treatment): Session[] =>
  sessions.filter((session) => !isDeleted(session));
export const presentProducts = ({ products }: Treatment | Session): SessionProduct[] =>
  products.filter((product) => !isDeletedProduct(product));

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

  const productNodes = (products: readonly SessionProduct[], path: FieldPath): ProductNode[] =>
    withKeys(products, ({ id }) => id).map(({ key: itemKey, item: product }) => {
      const key = keyOf('product', product.id);
      return {
        kind: 'product',
        key,
        label: productName(product) ?? '',
        product,
        path: `${path}.products.${itemKey}`,
        children: productHasDetails(product) ? [detailsOf(key, { kind: 'product', product })] : [],
      };
    });

  const sessionNode = (planned: PlannedSession, path: FieldPath): SessionNode => {
    const key = keyOf('session', planned.session.id);
    return {
      kind: 'session',
      key,
      label: String(planned.number),
      planned,
      path,
      children: [
        ...productNodes(planned.session.products, path),
        ...(planned.session.other.length > 0
          ? [detailsOf(key, { kind: 'session', session: planned.session })]
          : []),
      ],
    };
  };

  return withKeys(treatments, ({ id }) => id).map(({ key: itemKey, item: treatment }) => {
    const key = keyOf('treatment', treatment.id);
    const path = `treatments.${itemKey}`;
    const sessions = planSessions(treatment.sessions, appointmentDate);
    const sessionKeys = new Map(
      withKeys(treatment.sessions, ({ id }) => id).map(({ key: sessionKey, item }) => [item, sessionKey]),
    );
    return {
      kind: 'treatment',
      key,
      label: treatment.name ?? '',
      treatment,
      path,
      span: spanInDays(sessions.filter(({ session }) => !isDeleted(session))),
      children: [
        ...sessions.map((planned) =>
          sessionNode(planned, `${path}.sessions.${sessionKeys.get(planned.session)}`),
        ),
        ...productNodes(treatment.products, path),
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

/** The numbers of treatments, sessions and products in a plan, without deleted ones. */
export const planCounts = (treatments: readonly Treatment[]) => {
  const present = presentTreatments(treatments);
  const sessions = present.flatMap(presentSessions);
  const products = [...present, ...sessions].flatMap(presentProducts);
  return { treatments: present.length, sessions: sessions.length, products: products.length };
};

/** Whether a plan contains a deleted treatment, session or product. */
export const hasDeleted = (treatments: readonly Treatment[]): boolean =>
  treatments.some(
    (treatment) =>
      isDeleted(treatment) ||
      treatment.products.some(isDeletedProduct) ||
      treatment.sessions.some((session) => isDeleted(session) || session.products.some(isDeletedProduct)),
  );
