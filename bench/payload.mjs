// An appointment in the documented shape, of any size; the same arguments always give the same bytes.

const stamps = { created_at: '2026-11-12T06:12:00Z', updated_at: '2026-11-20T13:40:00Z', deleted_at: null };

/**
 * @param {{ treatments: number, sessions: number, products: number }} size
 * @returns the body of `GET /api/v1/appointments/{id}`
 */
export function appointmentOf({ treatments, sessions, products }) {
  let serial = 1000;
  return {
    success: 'true',
    data: {
      id: 42,
      customer_id: 1187,
      room_id: 2,
      parent_appointment_id: null,
      code: 'APT-2026-00042',
      relation_type: 'follow_up',
      description: 'Made for a measurement.',
      scheduled_at: '2026-11-24T11:30:00Z',
      status: 'confirmed',
      cancellation_reason: null,
      creation_type: 'online',
      assistants: [],
      ...stamps,
      customer: null,
      doctor: { id: 11, name: 'Dr. Selin Aydın' },
      room: { id: 2, name: 'Room 2', status: 'active', ...stamps },
      parent_appointment: null,
      child_appointments: [],
      treatments: Array.from({ length: treatments }, (_, t) => ({
        id: 100 + t,
        group_id: 1,
        name: `Treatment ${t + 1}`,
        keywords: [],
        price: `${1200 + t}.00`,
        tax_rate: 20,
        description: null,
        session: sessions,
        is_active: '1',
        extra_info: {},
        ...stamps,
        group: { id: 1, name: 'Injectables', is_active: true },
        users: [{ id: 11, name: 'Dr. Selin Aydın' }],
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
