import { describe, expect, it, test } from 'vitest';
import { clinicOfLink, linkInClinic, recordOf } from './link.ts';
import type { Tenant } from './tenant.ts';

const clinic = (id: string): Tenant => ({ id, name: `Clinic ${id}`, timezone: null });
const oneClinic = [clinic('1')];
const three = [clinic('1'), clinic('2'), clinic('12')];

const parse = (link: string) => {
  const { pathname, search } = new URL(link, 'http://link');
  return { pathname, search };
};

/** The link that opens, or the kind of question. */
const open = (link: string, tenants: readonly Tenant[] | null, current: string | null = null): string => {
  const found = clinicOfLink(parse(link), tenants, current);
  return found.kind === 'chosen' ? found.link : found.kind;
};

describe('clinicOfLink', () => {
  it.each([
    '/appointments/42?tenant=2',
    '/appointments/42?from=chat&tenant=2&view=plan',
    '/appointments/42?tenant=2&utm_source=tenants_news',
    '/customers/42?tenant=2',
    '/appointments?date=2026-11-24&doctor=5&tenant=2',
    '/?tenant=2',
  ])('does not change %s, which names a clinic of the user', (link) => {
    expect(open(link, three, '1')).toBe(link);
  });

  it.each([
    ['/appointments/42', '/appointments/42?tenant=1'],
    ['/appointments/42?from=chat', '/appointments/42?from=chat&tenant=1'],
    ['/appointments/42.', '/appointments/42?tenant=1'],
    ['/customers/42', '/customers/42?tenant=1'],
    ['/appointments?room=3', '/appointments?room=3&tenant=1'],
  ])('completes %s, which names no clinic, for a user of one clinic', (link, complete) => {
    expect(open(link, oneClinic)).toBe(complete);
  });

  it.each([
    '/appointments/42',
    '/appointments/42?from=chat',
    '/appointments/42.',
    '/customers/42',
    '/appointments?date=2026-11-24&doctor=5',
    '/appointments?room=3',
  ])('asks a user of several clinics for the clinic of %s, regardless of the last used clinic', (link) => {
    expect(open(link, three, '2')).toBe('ask');
  });

  it.each([
    ['/', '/?tenant=2'],
    ['/appointments?date=2026-11-24', '/appointments?date=2026-11-24&tenant=2'],
    ['/nowhere', '/nowhere?tenant=2'],
    ['/appointments/abc', '/appointments/abc?tenant=2'],
  ])('opens %s, which leads to no record, in the last used clinic', (link, complete) => {
    expect(open(link, three, '2')).toBe(complete);
    expect(open(link, three, '9')).toBe(complete.replace('tenant=2', 'tenant=1'));
  });

  const damaged = [
    '?utm=1&amp;tenant=2',
    '?Tenant=2',
    '?TENANT=2',
    '?tenant%3D2',
    '?tenant%253D2',
    '?t%65nant=2',
    '?tenant=2.',
    '?tenant=2)',
    '?tenant=2%3E',
    '?tenant=2%20',
    '?tenant=+2',
    '?tenant=2%E2%80%8B',
    '?tenant=2%22',
    '?tenant=2**',
    '?tenant=2/',
    '?tenant=02',
    '?tenant=%EF%BC%92',
    '?tenant=%D9%A2',
    '?%EF%BD%94enant=2',
    '?tenant=2&tenant=2',
    '?tenant:2',
    '?tenant2',
    '?utm=1;tenant=2',
    '?utm=1%26tenant%3D2',
    '?utm=1?tenant=2',
    '?tenant=2%23session-1',
    ';tenant=2',
    '&tenant=2',
    '%3Ftenant%3D2',
    '%26tenant=2',
    '.?tenant=2',
    ')?tenant=2',
    '/?tenant=2',
  ];

  it.each(damaged)('repairs /appointments/42%s when the user belongs to the clinic', (rest) => {
    const repaired = open(`/appointments/42${rest}`, three, '1');
    expect(repaired).toMatch(/^\/appointments\/42\?(utm=1&)?tenant=2$/);
    expect(open(repaired, three)).toBe(repaired);
  });

  it.each(damaged)(
    'does not open /appointments/42%s, which names another clinic, in the only clinic of a user',
    (rest) => {
      expect(open(`/appointments/42${rest}`, oneClinic)).toBe('not-member');
    },
  );

  it.each([
    ['/Appointments/42?tenant=2', '/appointments/42?tenant=2'],
    ['/appointments/0042?tenant=2', '/appointments/42?tenant=2'],
    ['/appointments/%D9%A4%D9%A2?tenant=2', '/appointments/42?tenant=2'],
    ['/appointments/%3C42%3E?tenant=2', '/appointments/42?tenant=2'],
    ['/CUSTOMERS/42.?tenant=2', '/customers/42?tenant=2'],
  ])('repairs the path of %s', (link, repaired) => {
    expect(open(link, three)).toBe(repaired);
  });

  it.each([
    '?tenant=',
    '?tenant',
    '?ten',
    '?utm=1&t',
    '?tenant=abc',
    '?tenant=0',
    '?tenant=-1',
    '?tenant=1.2',
    '?tenant=1%202',
    '?tenant=3D1',
    '?tenant=1tenant=1',
    '?tenant_id=1',
    '?tenant=1&tenant=2',
    '?tenant=1&Tenant=12',
    '?tenant=1&tenant=',
    '?tenant=1&utm=%26tenant%3D2',
    '&tenant=1?tenant=2',
    `?tenant=${'1'.repeat(20)}`,
  ])('asks every user for the clinic of /appointments/42%s', (rest) => {
    expect(open(`/appointments/42${rest}`, oneClinic, '1')).toBe('ask');
    expect(open(`/appointments/42${rest}`, three, '1')).toBe('ask');
  });

  it.each(['/appointments/42?tenant=9', '/customers/42?tenant=9', '/?tenant=9'])(
    'reports for %s that the user does not belong to the clinic',
    (link) => {
      expect(clinicOfLink(parse(link), three, null)).toEqual({ kind: 'not-member', requested: '9' });
    },
  );

  it('opens only links that name their clinic exactly when the clinics of the user are unknown', () => {
    expect(open('/appointments/42?tenant=9', null)).toBe('/appointments/42?tenant=9');
    for (const link of ['/appointments/42', '/appointments/42?Tenant=9', '/'])
      expect(open(link, null)).toBe('unknown');
  });

  it('opens nothing for a user without a clinic', () => {
    expect(open('/appointments/42?tenant=1', [])).toBe('none');
  });
});

test('linkInClinic replaces every mention of a clinic and keeps other parameters as they are', () => {
  expect(linkInClinic(parse('/appointments/42.?x=%20y&Tenant=1&amp;view=plan&tenant=3'), '2')).toBe(
    '/appointments/42?x=%20y&view=plan&tenant=2',
  );
});

test.each([
  ['/appointments/42', { collection: 'appointments', id: '42' }],
  ['/Customers/42.', { collection: 'customers', id: '42' }],
  ['/appointments/abc', null],
  ['/appointments/42/x', null],
  ['/', null],
])('recordOf returns the record of %s', (path, record) => {
  expect(recordOf(path)).toEqual(record);
});
