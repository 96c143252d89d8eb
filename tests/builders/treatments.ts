import type { Session, SessionProduct, Treatment } from '#contract/appointment.ts';

/** What a plan is made of, as it is after reading; each with what a test is about in place of the usual. */

let serial = 0;
const next = (): string => String((serial += 1));

export const readProduct = (fields: {
  id?: string;
  name?: string | null;
  brand?: string | null;
  unit?: string | null;
  quantity?: string | null;
}): SessionProduct => {
  const { id = next(), name = 'Gel', brand = null, unit = null, quantity = null } = fields;
  return {
    id: next(),
    product_id: id,
    min_quantity: quantity,
    product: {
      id,
      name,
      full_name: name,
      brand: brand === null ? null : { id: brand, name: brand, other: [] },
      unit_code: unit === null ? null : { id: unit, name: unit, code: unit, other: [] },
      other: [],
    },
    other: [],
  };
};

export const readSession = (fields: Partial<Session> = {}): Session => ({
  id: next(),
  session_order: null,
  next_gap_days: null,
  offset_days: null,
  products: [],
  other: [],
  ...fields,
});

export const readTreatment = (fields: Partial<Treatment> = {}): Treatment => ({
  id: next(),
  group_id: null,
  name: 'Peel',
  keywords: [],
  price: null,
  tax_rate: null,
  description: null,
  session: null,
  is_active: null,
  extra_info: null,
  created_at: null,
  updated_at: null,
  deleted_at: null,
  group: null,
  users: [],
  sessions: [],
  products: [],
  other: [],
  ...fields,
});
