import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentedResponse, earlierResponse } from './fixtures/documented.ts';
import { readAppointment } from './appointment.ts';
import { fieldsOf } from './readers.ts';

const read = (data: object) => readAppointment({ success: 'true', data: { id: 42, ...data } });

/** Every scalar of a JSON value, as text. */
const leaves = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];

/** The same value with `put` in the context that `pick` chooses among all its places. */
const replaceSomewhere = (value: unknown, pick: number, put: unknown): unknown => {
  let count = 0;
  const walk = (part: unknown): unknown => {
    if (count++ === pick) return put;
    if (Array.isArray(part)) return part.map(walk);
    const fields = fieldsOf(part);
    return fields
      ? Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, walk(inner)]))
      : part;
  };
  return walk(value);
};

describe('readAppointment of the documented response', () => {
  it('reads every field', () => {
    const { appointment, other } = readAppointment(documentedResponse());
    expect(other).toEqual([]);
    // The only value that cannot be read is the placeholder "<string>" of a boolean.
    expect(JSON.stringify(appointment).match(/"other":\[\{.*?\}/g)).toEqual([
      '"other":[{"key":"is_active","value":"<string>"}',
    ]);
    expect(appointment?.treatments[0]?.sessions[0]?.products[0]?.product?.unit_code?.code).toBe('<string>');
    expect(appointment?.customer?.tags[0]?.color).toBe('<string>');
    expect(appointment?.scheduled_at?.epoch).toBe(Date.UTC(2023, 10, 7, 5, 31, 56));
    expect(appointment?.customer?.date_of_birth?.date).toBe('2023-11-07');
  });

  it('reports a deviation only for placeholders that are not valid values', () => {
    expect(readAppointment(documentedResponse()).deviations.map(({ path }) => path)).toEqual([
      'data.child_appointments',
      'data.treatments[0].price',
      'data.treatments[0].is_active',
    ]);
  });
});

describe('readAppointment of the earlier response format', () => {
  it('reads products and gender and keeps fields that no longer exist', () => {
    const { appointment, deviations } = readAppointment(earlierResponse());
    const treatment = appointment?.treatments[0];
    expect(appointment?.customer?.gender).toBe('female');
    expect(treatment?.products[0]?.product?.brand?.name).toBe('Örnek Labs');
    expect(treatment?.products[0]?.product?.other.map(({ key }) => key)).toContain('barcode');
    expect(treatment?.extra_info).toBeNull();
    expect(deviations).toEqual([]);
  });
});

describe('readAppointment of empty values', () => {
  it.each([null, '', '   ', [], undefined])(
    'reads %j as null or an empty list without a deviation',
    (empty) => {
      const { appointment, deviations } = read({
        code: empty,
        scheduled_at: empty,
        customer: empty,
        doctor: empty,
        room: empty,
        assistants: empty,
        parent_appointment: empty,
        child_appointments: empty,
        treatments: [
          { id: 1, price: empty, extra_info: empty, is_active: empty, sessions: empty, group: empty },
        ],
      });
      expect(appointment).toMatchObject({
        code: null,
        scheduled_at: null,
        customer: null,
        doctor: null,
        room: null,
        assistants: [],
        parent_appointment: [],
        child_appointments: [],
        treatments: [{ price: null, extra_info: null, is_active: null, sessions: [], group: null }],
      });
      expect(deviations).toEqual([]);
    },
  );

  it('keeps zero and false', () => {
    const { appointment } = read({ treatments: [{ price: 0, tax_rate: 0, is_active: false, session: 0 }] });
    expect(appointment?.treatments[0]).toMatchObject({
      price: '0',
      tax_rate: '0',
      is_active: false,
      session: 0,
    });
  });
});

describe('readAppointment of unexpected values', () => {
  it('reads each known form of a boolean', () => {
    const forms = [true, 1, '1', 'true', 'TRUE', false, 0, '0', 'false'];
    const { appointment, deviations } = read({ treatments: forms.map((is_active) => ({ is_active })) });
    expect(appointment?.treatments.map((treatment) => treatment.is_active)).toEqual([
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 4 }, () => false),
    ]);
    expect(deviations).toEqual([]);
  });

  it('keeps every digit of a decimal', () => {
    const { appointment } = read({ treatments: [{ price: '0.10' }, { price: '12345678901234567890.120' }] });
    expect(appointment?.treatments.map(({ price }) => price)).toEqual(['0.10', '12345678901234567890.120']);
  });

  it('keeps a price that is not a decimal and reports it', () => {
    const { appointment, deviations } = read({ treatments: [{ price: 'on request' }] });
    expect(appointment?.treatments[0]?.price).toBe('on request');
    expect(deviations).toEqual([
      { path: 'data.treatments[0].price', expected: 'a decimal', received: 'text', count: 1 },
    ]);
  });

  it('reports a deviation once with a count when many rows have it', () => {
    const { deviations } = read({ treatments: Array.from({ length: 50 }, () => ({ price: 5 })) });
    expect(deviations).toEqual([
      { path: 'data.treatments[0].price', expected: 'a decimal as text', received: 'a number', count: 50 },
    ]);
  });

  it('keeps a value it cannot use among the unknown fields of its record', () => {
    const { appointment } = read({
      customer: { id: 1, email: { work: 'a@example.com' } },
      assistants: [[1]],
    });
    expect(appointment?.customer?.other).toEqual([{ key: 'email', value: { work: 'a@example.com' } }]);
    expect(appointment?.other).toEqual([{ key: 'assistants[0]', value: [1] }]);
  });

  it('keeps unknown fields at every depth', () => {
    const { appointment, other } = readAppointment({
      success: true,
      meta: { page: 1 },
      data: {
        id: 1,
        invoice: 'A',
        customer: { id: 2, loyalty: 'gold' },
        treatments: [{ sessions: [{ device: 'L1' }] }],
      },
    });
    expect(other).toEqual([{ key: 'meta', value: { page: 1 } }]);
    expect(appointment?.other).toEqual([{ key: 'invoice', value: 'A' }]);
    expect(appointment?.customer?.other).toEqual([{ key: 'loyalty', value: 'gold' }]);
    expect(appointment?.treatments[0]?.sessions[0]?.other).toEqual([{ key: 'device', value: 'L1' }]);
  });

  it('reads a list sent as an object with numeric keys', () => {
    const { appointment, deviations } = read({
      assistants: { 0: { id: 1, name: 'A' }, 2: { id: 3, name: 'C' } },
    });
    expect(appointment?.assistants.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(deviations).toHaveLength(1);
  });

  it.each([
    ['an object', { id: 7, code: 'X', status: 'done' }, [{ id: '7', code: 'X', status: 'done' }]],
    ['a number', 7, [{ id: '7', code: null }]],
    ['digits', '7', [{ id: '7', code: null }]],
    ['another text', 'APT-7', [{ id: null, code: 'APT-7' }]],
    ['a list', [7, { id: 8 }], [{ id: '7' }, { id: '8' }]],
    ['null', null, []],
    ['whole appointments in each other', { id: 7, parent_appointment: { id: 6 } }, [{ id: '7' }]],
  ])('reads a parent or child that is %s', (_, value, expected) => {
    const { appointment } = read({ parent_appointment: value, child_appointments: value });
    expect(appointment?.parent_appointment).toMatchObject(expected);
    expect(appointment?.child_appointments).toMatchObject(expected);
  });

  it('reports identifiers that contradict the nested records', () => {
    const expected = 'the number of the nested record';
    const { deviations } = read({
      customer_id: 1,
      customer: { id: 2 },
      room_id: 1,
      room: { id: 2 },
      parent_appointment_id: 1,
      parent_appointment: [{ id: 2 }, { id: 3 }],
      treatments: [
        { group_id: 1, group: { id: 2 }, sessions: [{ products: [{ product_id: 1, product: { id: 2 } }] }] },
      ],
    });
    expect(deviations.map(({ path }) => path)).toEqual([
      'data.treatments[0].sessions[0].products[0].product_id',
      'data.treatments[0].group_id',
      'data.customer_id',
      'data.room_id',
      'data.parent_appointment_id',
    ]);
    expect(deviations[0]).toMatchObject({ expected, received: 'another number', count: 1 });
  });

  it('does not report identifiers without a nested record or with a record without an identifier', () => {
    const { deviations } = read({
      customer_id: 1,
      customer: null,
      room_id: 1,
      room: { name: 'A' },
      parent_appointment_id: 2,
      parent_appointment: [{ id: 2 }, { id: 3 }],
      treatments: [{ group: { id: 2 } }],
    });
    expect(deviations).toEqual([]);
  });

  it('reads an appointment without its envelope', () => {
    expect(readAppointment({ id: 5, code: 'X' }).appointment?.code).toBe('X');
  });

  it.each([[null], [7], ['text'], [[]], [{}], [{ data: [] }], [{ data: { colour: 'red' } }]])(
    'returns no appointment for %j',
    (response) => {
      expect(readAppointment(response).appointment).toBeNull();
    },
  );
});

describe('readAppointment of arbitrary JSON', () => {
  it('does not throw for any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readAppointment(value).raw).toBe(value);
      }),
    );
  });

  it('loses no leaf when any JSON value replaces a part of a valid response', () => {
    const valid = earlierResponse();
    fc.assert(
      fc.property(fc.nat(120), fc.jsonValue({ maxDepth: 3 }), (context, value) => {
        const response = replaceSomewhere(valid, context, value);
        const { appointment, other } = readAppointment(response);
        if (!appointment) return;
        const kept = new Set(leaves({ appointment, other }).map((leaf) => leaf.trim()));
        const lost = leaves(response).filter(
          (leaf) => !['', 'null', 'true', 'false', '0', '1'].includes(leaf.trim()) && !kept.has(leaf.trim()),
        );
        // `success` is the one field that is read and not kept.
        expect(
          lost.filter(
            (leaf) => !leaves(fieldsOf(response)?.success).some((unread) => unread.trim() === leaf.trim()),
          ),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
