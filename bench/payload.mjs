// An appointment in the documented shape, of any size; the same arguments always give the same bytes. All persons
// are fictitious.

const stamps = { created_at: '2026-11-12T06:12:00Z', updated_at: '2026-11-20T13:40:00Z', deleted_at: null };

const staff = [
  { id: 11, name: 'Dr. Selin Aydın' },
  { id: 12, name: 'Mert Kaya' },
  { id: 13, name: 'Buse Demir' },
];

const customer = {
  id: 1187,
  first_name: 'Zeynep',
  last_name: 'Öztürk',
  phone_number: '+12025550142',
  email: 'zeynep.ozturk@example.com',
  date_of_birth: '1992-03-03T00:00:00Z',
  country_name: 'Türkiye',
  identity_number: '10000000000',
  job: 'Architect',
  address: '14 Example Street, Istanbul',
  default_channel_id: 3,
  avatar_url: null,
  related_user: { id: 14, name: 'Elif Yılmaz' },
  ...stamps,
  tags: [
    { id: 1, tenant_id: 1, name: 'Latex allergy', color: '#C0392B', ...stamps },
    { id: 2, tenant_id: 1, name: 'Writes, does not call', color: '#2471A3', ...stamps },
    { id: 3, tenant_id: 1, name: 'Comes with a friend', color: '#B7950B', ...stamps },
  ],
};

/** @typedef {{ treatments: number, sessions: number, products: number }} Size */

/** The size of most appointments. */
export const usual = { treatments: 3, sessions: 4, products: 3 };
/** Much larger than any real appointment: 22,200 rows. */
export const huge = { treatments: 200, sessions: 10, products: 10 };

/** @param {number} id */
export const codeOf = (id) => `APT-2026-${String(id).padStart(5, '0')}`;

/** @param {number} id @param {string} relation @param {string} at */
const visit = (id, relation, at) => ({
  id,
  code: codeOf(id),
  relation_type: relation,
  scheduled_at: at,
  status: 'confirmed',
});

/**
 * @param {Size} size
 * @param {number} id
 * @returns the body of `GET /api/v1/appointments/{id}`
 */
export function appointmentOf({ treatments, sessions, products }, id = 42) {
  let serial = 1000;
  return {
    success: 'true',
    data: {
      id,
      customer_id: customer.id,
      room_id: 2,
      parent_appointment_id: id - 1,
      code: codeOf(id),
      relation_type: 'follow_up',
      description: 'Made for a measurement.',
      scheduled_at: '2026-11-24T11:30:00Z',
      status: 'confirmed',
      cancellation_reason: null,
      creation_type: 'online',
      assistants: staff.slice(1),
      ...stamps,
      customer,
      doctor: staff[0],
      room: { id: 2, name: 'Room 2, second floor', status: 'active', ...stamps },
      parent_appointment: visit(id - 1, 'consultation', '2026-11-03T08:00:00Z'),
      child_appointments: [visit(id + 1, 'control', '2026-12-08T07:00:00Z')],
      treatments: Array.from({ length: treatments }, (_, t) => ({
        id: 100 + t,
        group_id: 1,
        name: `Treatment ${t + 1}`,
        keywords: ['skin', 'sample'],
        price: `${1200 + t}.00`,
        tax_rate: 20,
        description: null,
        session: sessions,
        is_active: '1',
        extra_info: { control_min_days: '7' },
        ...stamps,
        group: { id: 1, name: 'Injectables', is_active: true },
        users: staff.slice(0, 1),
        sessions: Array.from({ length: sessions }, (_unused, s) => ({
          id: ++serial,
          session_order: s + 1,
          next_gap_days: s + 1 < sessions ? 21 : null,
          offset_days: s * 21,
          products: Array.from({ length: products }, (_none, p) => ({
            id: ++serial,
            product_id: 500 + p,
            min_quantity: p + 1,
            product: {
              id: 500 + p,
              name: `Product ${t + 1}.${s + 1}.${p + 1}`,
              full_name: `Product ${t + 1}.${s + 1}.${p + 1}`,
              brand: { id: 1, name: 'Sample Labs' },
              unit_code: { id: '1', name: 'piece', code: 'C62' },
            },
          })),
        })),
      })),
    },
  };
}
