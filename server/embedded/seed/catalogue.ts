import type { Records, TreatmentRow } from './records.ts';

/** [product id, least quantity] */
export type Use = readonly [product: number | null, quantity: number | null];

export interface SessionSpec {
  order: number | null;
  gap: number | null;
  offset: number | null;
  uses: readonly Use[];
}

export interface TreatmentSpec {
  id: number;
  name: string | null;
  group: number | null;
  price: string | null;
  tax?: number | null;
  keywords?: string[];
  description?: string | null;
  /** What the record claims, where it is not the number of its sessions. */
  session?: number | null;
  active?: string;
  extra?: TreatmentRow['extra_info'];
  deleted?: string;
  users?: readonly number[];
  sessions?: readonly SessionSpec[];
}

/** `count` sessions, `gap` days apart, all using the same. */
export const every = (gap: number, count: number, uses: readonly Use[] = []): SessionSpec[] =>
  Array.from({ length: count }, (_, index) => ({
    order: index + 1,
    gap: index + 1 < count ? gap : null,
    offset: index * gap,
    uses,
  }));

/** Adds treatments to the records of one clinic, numbering their sessions and uses as they come. */
export const createCatalogue = (
  records: Records,
  tenant: number,
  made: string,
): { add: (spec: TreatmentSpec) => void } => {
  let session = 0;
  let use = 0;
  const addSession = (treatment: number, { order, gap, offset, uses }: SessionSpec): void => {
    session += 1;
    records.treatment_sessions.push({
      tenant_id: tenant,
      id: session,
      treatment_id: treatment,
      session_order: order,
      next_gap_days: gap,
      offset_days: offset,
    });
    for (const [product, quantity] of uses) {
      use += 1;
      records.session_products.push({
        tenant_id: tenant,
        id: use,
        session_id: session,
        product_id: product,
        min_quantity: quantity,
      });
    }
  };
  const add = (spec: TreatmentSpec): void => {
    const sessions = spec.sessions ?? [];
    records.treatments.push({
      tenant_id: tenant,
      id: spec.id,
      group_id: spec.group,
      name: spec.name,
      keywords: spec.keywords ?? [],
      price: spec.price,
      tax_rate: spec.tax === undefined ? 20 : spec.tax,
      description: spec.description ?? null,
      session_count: spec.session === undefined ? sessions.length : spec.session,
      is_active: spec.active ?? 'true',
      extra_info: spec.extra ?? {},
      created_at: made,
      updated_at: made,
      deleted_at: spec.deleted ?? null,
    });
    for (const [index, user] of (spec.users ?? []).entries()) {
      records.treatment_users.push({
        tenant_id: tenant,
        treatment_id: spec.id,
        position: index + 1,
        user_id: user,
      });
    }
    for (const one of sessions) addSession(spec.id, one);
  };
  return { add };
};
