import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { type FakeResponse, hudson, json, nisantasi, openPage, problem, session } from './open-page.tsx';

// Otherwise the first test waits for the lazy part to be compiled.
beforeAll(async () => {
  await import('#app/pages/customer.tsx');
});

const contact = (fields: Record<string, unknown> = {}): FakeResponse =>
  json({
    customer: {
      id: '1187',
      first_name: 'Zeynep',
      last_name: 'Öztürk',
      date_of_birth: '1992-03-03',
      phone_number: '+90 532 000 00 42',
      email: 'zeynep@example.com',
      address: 'Teşvikiye Mah. 14, Şişli, İstanbul',
      country_name: 'Türkiye',
      avatar_url: null,
      deleted_at: null,
      ...fields,
    },
    deviations: [],
  });

const row = (id: string, scheduled_at: string | null, fields: Record<string, unknown> = {}) => ({
  id,
  code: `APT-${id}`,
  scheduled_at,
  status: 'confirmed',
  deleted_at: null,
  doctor_name: 'Dr. Selin Aydın',
  room_name: null,
  treatments: ['Control'],
  ...fields,
});

const list = (appointments: object[], fields: Record<string, unknown> = {}): FakeResponse =>
  json({
    appointments,
    customer: { id: '1187', first_name: 'Zeynep', last_name: 'Öztürk' },
    next: null,
    complete: true,
    total: null,
    timezone: 'Europe/Istanbul',
    deviations: [],
    ...fields,
  });

const unsupported = problem(501, {}, 'upstream_unsupported');

type Response = FakeResponse | FakeResponse[];
const openCustomer = (
  customer: Response,
  appointments: Response,
  options: Parameters<typeof openPage>[1] = {},
) =>
  openPage('/customers/1187?tenant=1', {
    ...options,
    endpoints: {
      '/api/v1/customers/1187': customer,
      '/api/v1/customers/1187/appointments': appointments,
    },
  });

const linksIn = async (title: string) =>
  within(await screen.findByRole('table', { name: title }))
    .getAllByRole('link')
    .map((link) => link.getAttribute('href'));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('customer page', () => {
  it('shows contact details and upcoming, past and cancelled appointments', async () => {
    await openCustomer(
      contact(),
      list([
        row('40', '2026-11-03T08:00:00Z', { status: 'completed' }),
        row('57', '2026-12-08T07:00:00Z', { status: 'pending' }),
        row('39', '2026-10-12T06:30:00Z', { status: 'cancelled' }),
        row('42', '2026-11-24T06:30:00Z'),
      ]),
    );
    expect(await screen.findByRole('heading', { level: 1, name: 'Zeynep Öztürk' })).toBeVisible();
    expect(screen.getByRole('link', { name: '+90 532 000 00 42' })).toHaveAttribute(
      'href',
      'tel:+905320000042',
    );
    expect(await linksIn('Upcoming')).toEqual(['/appointments/42?tenant=1', '/appointments/57?tenant=1']);
    expect(await linksIn('Past')).toEqual(['/appointments/40?tenant=1']);
    expect(await linksIn('Cancelled')).toEqual(['/appointments/39?tenant=1']);
    expect(screen.getByRole('link', { name: /^Today 09:30/ })).toBeVisible();
    expect(screen.getByText('4 appointments')).toBeVisible();
  });

  it('shows the age in words, and dials a national number with the configured country', async () => {
    await openCustomer(contact({ phone_number: '0532 000 00 42' }), list([]), {
      session: json(session({ settings: { phone_country: 'TR' } })),
    });
    await waitFor(() =>
      expect(screen.getByRole('link', { name: '0532 000 00 42' })).toHaveAttribute(
        'href',
        'tel:+905320000042',
      ),
    );
    expect(screen.getByText('34 years')).toBeVisible();
  });

  it.each([
    ['that of the clinic', 'America/New_York', 'Mon 23 Nov 2026', 'New York time'],
    ['the user’s when the clinic has none', null, 'Tue 24 Nov 2026', 'UTC, your time zone'],
  ])('names the time zone, %s', async (_zone, timezone, day, zone) => {
    const options = new Intl.DateTimeFormat().resolvedOptions();
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
      ...options,
      timeZone: 'UTC',
    });
    await openCustomer(contact(), list([row('40', '2026-11-24T02:30:00Z')]), {
      session: json(session({ tenants: [{ ...nisantasi, timezone }] })),
    });
    expect(await screen.findByText(day)).toBeVisible();
    expect(screen.getByText(zone)).toBeVisible();
  });

  it('shows a deleted appointment as deleted, regardless of its status', async () => {
    await openCustomer(
      contact(),
      list([row('42', '2026-12-08T07:00:00Z', { deleted_at: '2026-11-20T07:00:00Z' })]),
    );
    const table = await screen.findByRole('table', { name: 'Cancelled' });
    expect(within(table).getByText('Deleted')).toBeVisible();
    expect(within(table).queryByText('Confirmed')).toBeNull();
  });

  it('has a title without the name', async () => {
    await openCustomer(contact(), list([]));
    await screen.findByRole('heading', { level: 1, name: 'Zeynep Öztürk' });
    expect(document.title).toBe('Customer #1187 · Nişantaşı Clinic');
  });

  it('loads further pages on request and counts only loaded appointments', async () => {
    const { user } = await openCustomer(contact(), [
      list([row('57', '2026-12-08T07:00:00Z')], { next: 'p2' }),
      list([row('42', '2026-11-24T06:30:00Z')]),
    ]);
    expect(await screen.findByText('1+ appointments')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(async () =>
      expect(await linksIn('Upcoming')).toEqual(['/appointments/42?tenant=1', '/appointments/57?tenant=1']),
    );
    expect(screen.getByText('2 appointments')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('shows nothing of another customer that the service sends', async () => {
    await openCustomer(
      contact({ id: '9', first_name: 'Wrong', phone_number: '+90 532 000 00 99' }),
      list([row('42', null)], { customer: { id: '9', first_name: 'Wrong', last_name: 'Person' } }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('The response could not be read');
    expect(screen.getByRole('heading', { level: 1, name: 'Customer #1187' })).toBeVisible();
    expect(screen.queryByText(/Wrong|00 99/)).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it.each([
    ['no permission', problem(403, {}, 'forbidden'), /no permission to view this customer\./],
    ['a missing scope', problem(403, {}, 'missing_scope'), /FLEXTELL_SCOPES/],
    ['an ended session', problem(401, {}, 'unauthenticated'), /session has ended/],
    ['a rate limit', problem(429), /Too many requests/],
    ['no connection', { fail: true } as const, /No connection/],
  ])('shows one explanation in case of %s', async (_reason, response, explanation) => {
    await openCustomer(response, response);
    await waitFor(() => expect(screen.getByRole('article')).toHaveAttribute('aria-busy', 'false'));
    expect(screen.getByRole('alert')).toHaveTextContent(explanation);
  });

  it('opens from the customer card, and shows appointments opened before when the service cannot list them', async () => {
    const page = await openPage('/appointments/42?tenant=1', {
      session: json(session({ tenants: [nisantasi, hudson] })),
      appointments: { '1/42': json({ success: 'true', data: appointment() }) },
      endpoints: {
        '/api/v1/customers/1187': unsupported,
        '/api/v1/customers/1187/appointments': unsupported,
      },
    });
    await page.user.click(await screen.findByRole('link', { name: 'Customer #1187' }));
    const [first, second] = await screen.findAllByRole('alert');
    expect(first).toHaveTextContent('This service cannot show a customer by number.');
    expect(second).toHaveTextContent('Showing those of the days you viewed and the records you opened.');
    expect(screen.getByRole('heading', { level: 1, name: 'Zeynep Öztürk' })).toHaveFocus();
    expect(await linksIn('Upcoming')).toEqual(['/appointments/42?tenant=1']);
  });

  it('sends no request when the number is invalid', async () => {
    const { requests } = await openPage('/customers/x?tenant=1');
    expect(
      await screen.findByRole('heading', { name: 'This link does not lead to a customer' }),
    ).toBeVisible();
    expect(requests.map(({ path }) => path)).toEqual(['/auth/session']);
  });
});
