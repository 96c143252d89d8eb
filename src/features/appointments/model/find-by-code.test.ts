import { describe, expect, it } from 'vitest';
import { findByCode, type KnownAppointment } from './find-by-code.ts';

const known: KnownAppointment[] = [
  { tenant: '1', id: '42', code: 'APT-2026-00042' },
  { tenant: '2', id: '42', code: 'APT-2026-00042' },
  { tenant: '2', id: '57', code: 'APT-2026-00057' },
  { tenant: '2', id: '57', code: 'APT-2026-00057' },
  { tenant: '1', id: '7', code: 'DOUBLE-1' },
  { tenant: '1', id: '8', code: 'DOUBLE-1' },
  { tenant: '1', id: null, code: 'NO-ID-1' },
];

describe('the appointment with a code', () => {
  it.each<[string, string | null, string | null]>([
    ['APT-2026-00042', '1', '1/42'],
    ['APT-2026-00042', '2', '2/42'],
    ['apt–2026–00042', '1', '1/42'],
    ['APT-2026-00057', '1', '2/57'],
    ['APT-2026-00042', '3', null],
    ['APT-2026-00042', null, null],
    ['DOUBLE-1', '1', null],
    ['NO-ID-1', '1', null],
    ['APT-2026-0004', '1', null],
  ])('of %s in clinic %s is %s', (code, tenant, expected) => {
    const found = findByCode(code, known, tenant);
    expect(found && `${found.tenant}/${found.id}`).toBe(expected);
  });
});
