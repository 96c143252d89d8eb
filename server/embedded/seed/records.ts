/** The rows of the demonstration data as the tables have them; instants as ISO text, absent fields null. */

type Text = string | null;
interface Stamps {
  created_at: Text;
  updated_at: Text;
  deleted_at: Text;
}
interface InTenant {
  tenant_id: number;
}

export interface CustomerRow extends InTenant, Stamps {
  id: number;
  first_name: Text;
  last_name: Text;
  phone_number: Text;
  email: Text;
  /** `YYYY-MM-DD` */
  date_of_birth: Text;
  country_name: Text;
  identity_number: Text;
  job: Text;
  address: Text;
  default_channel_id: number | null;
  avatar_url: Text;
  related_user_id: number | null;
}

export interface TreatmentRow extends InTenant, Stamps {
  id: number;
  group_id: number | null;
  name: Text;
  keywords: string[];
  /** A decimal as text. */
  price: Text;
  /** Percent. */
  tax_rate: number | null;
  description: Text;
  session_count: number | null;
  is_active: Text;
  extra_info: Readonly<Record<string, string | number | boolean>>;
}

export interface AppointmentRow extends InTenant, Stamps {
  id: number;
  customer_id: number | null;
  room_id: number | null;
  doctor_id: number | null;
  parent_appointment_id: number | null;
  code: Text;
  relation_type: Text;
  description: Text;
  scheduled_at: Text;
  status: Text;
  cancellation_reason: Text;
  creation_type: Text;
}

/** Table by table, in an order in which every reference finds its target. */
export interface Records {
  tenants: { id: number; name: string; logo_url: Text; timezone: Text }[];
  users: { id: number; name: string }[];
  accounts: { user_id: number; username: string; password_hash: string }[];
  memberships: { tenant_id: number; user_id: number }[];
  customers: CustomerRow[];
  tags: (InTenant & Stamps & { id: number; name: Text; color: Text })[];
  customer_tags: (InTenant & { customer_id: number; position: number; tag_id: number })[];
  rooms: (InTenant & Stamps & { id: number; name: Text; status: Text })[];
  unit_codes: { id: string; name: Text; code: Text }[];
  brands: (InTenant & { id: number; name: Text })[];
  products: (InTenant & {
    id: number;
    name: Text;
    full_name: Text;
    brand_id: number | null;
    unit_code_id: Text;
  })[];
  treatment_groups: (InTenant & { id: number; name: Text; is_active: boolean | null })[];
  treatments: TreatmentRow[];
  treatment_users: (InTenant & { treatment_id: number; position: number; user_id: number })[];
  treatment_sessions: (InTenant & {
    id: number;
    treatment_id: number;
    session_order: number | null;
    next_gap_days: number | null;
    offset_days: number | null;
  })[];
  session_products: (InTenant & {
    id: number;
    session_id: number;
    product_id: number | null;
    min_quantity: number | null;
  })[];
  appointments: AppointmentRow[];
  appointment_assistants: (InTenant & { appointment_id: number; position: number; user_id: number })[];
  appointment_treatments: (InTenant & { appointment_id: number; position: number; treatment_id: number })[];
}

export const noRecords = (): Records => ({
  tenants: [],
  users: [],
  accounts: [],
  memberships: [],
  customers: [],
  tags: [],
  customer_tags: [],
  rooms: [],
  unit_codes: [],
  brands: [],
  products: [],
  treatment_groups: [],
  treatments: [],
  treatment_users: [],
  treatment_sessions: [],
  session_products: [],
  appointments: [],
  appointment_assistants: [],
  appointment_treatments: [],
});
