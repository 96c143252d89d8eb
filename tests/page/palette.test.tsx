import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { schedule, scheduleFilters, scheduleItem, scheduleRow } from '../fixtures/schedule.ts';
import {
  type FakeRequest,
  type FakeResponse,
  hudson,
  json,
  nisantasi,
  openPage,
  problem,
  session,
} from './open-page.tsx';

// Otherwise the first test waits for the lazy part to be compiled.
beforeAll(async () => {
  await import('#app/palette.tsx');
});

const found = (fields: Record<string, unknown> = {}) => ({
  id: '1187',
  first_name: 'Zeynep',
  last_name: 'Öztürk',
  date_of_birth: '1992-03-03',
  phone_end: '0042',
  deleted_at: null,
  ...fields,
});
const namesake = found({ id: '1190', date_of_birth: '1987-06-11', phone_end: '1017' });
const results = (...customers: object[]): FakeResponse =>
  json({ key: 'name', customers, more: false, deviations: [] });
const next = (id: string | null): FakeResponse =>
  json({
    appointment:
      id === null ? null : { id, scheduled_at: '2026-11-24T11:30:00.000Z', doctor_name: 'Dr. Selin Aydın' },
    complete: true,
    deviations: [],
  });

const record = (id: string) =>
  json({ success: 'true', data: appointment({ id: Number(id), code: `APT-${id}` }) });

const openField = async (user: Awaited<ReturnType<typeof openPage>>['user']) => {
  await user.click(screen.getByRole('button', { name: /^Find a customer/ }));
  const field = await screen.findByRole('combobox', { name: /^Find a customer/ });
  await waitFor(() => expect(field).toHaveFocus());
  return field;
};

/** Opens the page of appointment 7 with the palette. `search` is the response to every search. */
const openPalette = async (
  search: FakeResponse | FakeResponse[] | ((request: FakeRequest) => FakeResponse),
  options: Parameters<typeof openPage>[1] = {},
) => {
  const page = await openPage('/appointments/7?tenant=1', {
    appointments: { '1/7': record('7'), '1/42': record('42'), '1/420': record('420') },
    ...options,
    endpoints: {
      '/api/v1/search': search,
      '/api/v1/customers/1187/next-appointment': next('42'),
      '/api/v1/customers/1190/next-appointment': next(null),
      ...options.endpoints,
    },
  });
  await screen.findByRole('article');
  return { ...page, field: await openField(page.user) };
};

const searches = (requests: readonly FakeRequest[]) =>
  requests.filter(({ path }) => path === '/api/v1/search').map(({ body }) => body);
const status = () => within(screen.getByRole('dialog')).getByRole('status');
const highlighted = () => screen.queryByRole('option', { selected: true });
const heading = (name: RegExp) => screen.findByRole('heading', { level: 1, name });

/** A response that is sent when `release` is called. */
const hold = (response: FakeResponse) => {
  let release = () => {};
  const when = new Promise<FakeResponse>((resolve) => {
    release = () => resolve(response);
  });
  return { held: { when } as const, release };
};

describe('customers in the palette', () => {
  it('are found by a text that is sent in a body, with date of birth and the end of the phone number', async () => {
    const { user, requests } = await openPalette(results(found(), namesake));
    await user.keyboard('ozturk');
    const [first, second] = await screen.findAllByRole('option', { name: /Zeynep Öztürk/ });
    expect(first).toHaveAccessibleName(/born 3 March 1992.*phone number ends in 0042/);
    expect(second).toHaveAccessibleName(/born 11 June 1987.*phone number ends in 1017/);
    expect(highlighted()).toBe(first);
    expect(status()).toHaveTextContent('2 customers');
    expect(searches(requests)).toContainEqual({ text: 'ozturk' });
    expect(requests.map(({ path }) => path).join(' ')).not.toContain('ozturk');
  });

  it('are not searched for before the third character', async () => {
    const { user, requests } = await openPalette(results(found()));
    await user.keyboard('öz');
    expect(status()).toHaveTextContent('Type at least 3 characters');
    await user.keyboard('t');
    await screen.findByRole('option', { name: /Zeynep/ });
    expect(searches(requests)).toEqual([{ text: 'özt' }]);
  });

  it('open their next appointment with Enter', async () => {
    const { user } = await openPalette(results(found()));
    await user.keyboard('özt');
    await waitFor(() => expect(highlighted()).toHaveAccessibleName(/Zeynep/));
    await user.keyboard('{Enter}');
    expect(await heading(/APT-42/)).toHaveFocus();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('open their own page with Enter when no next appointment is known', async () => {
    const { user } = await openPalette(results(namesake), {
      endpoints: {
        '/api/v1/customers/1190': problem(501, {}, 'upstream_unsupported'),
        '/api/v1/customers/1190/appointments': problem(501, {}, 'upstream_unsupported'),
      },
    });
    await user.keyboard('özt');
    await waitFor(() => expect(highlighted()).toHaveAccessibleName(/Zeynep/));
    await user.keyboard('{Enter}');
    expect(await heading(/Customer #1190/)).toBeVisible();
  });

  it('show their next appointment once it was prefetched, for the first five', async () => {
    const many = Array.from({ length: 7 }, (_, index) => found({ id: String(2000 + index) }));
    const prefetched: FakeRequest[] = [];
    const endpoints = Object.fromEntries(
      many.map(({ id }) => [
        `/api/v1/customers/${id}/next-appointment`,
        (request: FakeRequest) => {
          prefetched.push(request);
          return id === '2001' ? problem(429) : next('42');
        },
      ]),
    );
    const { user } = await openPalette(results(...many), { endpoints });
    await user.keyboard('özt');
    await waitFor(() => expect(screen.getAllByRole('option', { name: /next:.*Dr. Selin/ })).toHaveLength(4));
    expect(prefetched.map(({ path, prefetch }) => [path, prefetch])).toEqual(
      many.slice(0, 5).map(({ id }) => [`/api/v1/customers/${id}/next-appointment`, true]),
    );
    expect(screen.queryByText(/none/i)).toBeNull();
  });

  it.each([
    ['no match', results(), /^The service found no customer for this; it does not say/],
    ['no connection', { fail: true } as const, /^No connection/],
    ['a rate limit', problem(429, { 'Retry-After': '7' }, 'too_many_requests'), /^Too many searches/],
    ['a missing scope', problem(403, {}, 'missing_scope'), /FLEXTELL_SCOPES.*Sign in$/],
    ['no permission', problem(403, {}, 'forbidden'), /no permission/],
    ['an unsupported search', problem(501, {}, 'upstream_unsupported'), /cannot search for customers/],
    ['a service that is down', problem(503), /not available/],
    ['an ended session', problem(401, {}, 'unauthenticated'), /session has ended.*Sign in$/],
  ])('are replaced by an explanation in case of %s', async (_reason, response, explanation) => {
    const { user } = await openPalette(response);
    await user.keyboard('özt');
    await waitFor(() => expect(status()).toHaveTextContent(explanation));
  });

  it('are searched for again on “Try again” after a failure', async () => {
    const { user } = await openPalette([{ fail: true }, results(found())]);
    await user.keyboard('özt');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('option', { name: /Zeynep/ })).toBeVisible();
  });
});

describe('digits in the palette', () => {
  it('open nothing on Enter when both an appointment and a customer match', async () => {
    const { held, release } = hold(results(found()));
    const { user } = await openPalette(held);
    await user.keyboard('0042{Enter}');
    expect(screen.getByRole('option', { name: 'Appointment #42' })).toBeVisible();
    expect(highlighted()).toBeNull();
    await vi.waitFor(() => expect(status()).toHaveTextContent('Searching…'));
    release();
    await screen.findByRole('option', { name: /Zeynep/ });
    expect(highlighted()).toBeNull();
    expect(screen.getByRole('dialog')).toBeVisible();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(await heading(/APT-42/)).toBeVisible();
  });

  it('open the option chosen with an arrow key before Enter once the search has finished', async () => {
    const { held, release } = hold(results(found()));
    const { user } = await openPalette(held);
    await user.keyboard('420{ArrowDown}{Enter}');
    expect(highlighted()).toHaveAccessibleName('Appointment #420');
    expect(screen.getByRole('dialog')).toBeVisible();
    release();
    expect(await heading(/APT-420/)).toBeVisible();
  });

  it('highlight the appointment when the search finds no customer', async () => {
    const { user } = await openPalette(results());
    await user.keyboard('420');
    await waitFor(() => expect(highlighted()).toHaveAccessibleName('Appointment #420'));
  });

  it.each(['42', '#42', '/appointments/42'])(
    'in the form %s open an appointment without a search',
    async (text) => {
      const { user, requests } = await openPalette(results(found()));
      await user.click(screen.getByRole('combobox'));
      await user.paste(text);
      await user.keyboard('{Enter}');
      expect(await heading(/APT-42/)).toBeVisible();
      expect(searches(requests)).toEqual([]);
    },
  );
});

describe('a code in the palette', () => {
  it('opens the appointment when this session knows it', async () => {
    const { user, requests } = await openPalette(results());
    await user.keyboard('apt-7');
    expect(await screen.findByRole('option', { name: 'apt-7' })).toHaveAttribute('aria-selected', 'true');
    expect(searches(requests)).toEqual([]);
  });

  it('is explained when this session does not know it', async () => {
    const { user, requests } = await openPalette(results());
    await user.keyboard('APT-2026-00099{Enter}');
    expect(status()).toHaveTextContent('The service finds appointments by number only.');
    expect(searches(requests)).toEqual([]);
    expect(screen.getByRole('dialog')).toBeVisible();
  });
});

describe('a listed code in the palette', () => {
  const listed = { id: '42', code: 'LISTED-1', scheduled_at: null, status: null, treatments: [] };
  const customerList = json({ appointments: [listed], next: null, complete: true, deviations: [] });
  const endpoints = {
    '/api/v1/schedule': ({ tenant }: FakeRequest) => json(schedule(tenant === '1' ? [scheduleItem()] : [])),
    '/api/v1/schedule/rows': json({
      rows: [scheduleRow('42', { code: 'LISTED-1' })],
      deviations: [],
    }),
    '/api/v1/schedule/filters': json(scheduleFilters()),
    '/api/v1/customers/1187': problem(501, {}, 'upstream_unsupported'),
    '/api/v1/customers/1187/appointments': customerList,
  };
  const options = {
    session: json(session({ tenants: [nisantasi, hudson] })),
    appointments: { '1/42': record('42') },
    endpoints,
  };
  /** Opens a page, and the palette as soon as its appointment is listed. */
  const openListing = async (url: string, link: RegExp) => {
    const page = await openPage(url, options);
    await screen.findByRole('link', { name: link });
    await openField(page.user);
    return page;
  };

  it.each([
    ['the schedule', '/appointments?tenant=1', /Customer 42/],
    ['the page of a customer', '/customers/1187?tenant=1', /LISTED-1/],
  ])('opens an appointment that %s has shown', async (_page, url, link) => {
    const { user } = await openListing(url, link);
    await user.keyboard('listed-1{Enter}');
    expect(await heading(/APT-42/)).toBeVisible();
  });

  it('is explained in another clinic', async () => {
    const { user } = await openListing('/appointments?tenant=1', /Customer 42/);
    await user.click(screen.getByRole('option', { name: 'Hudson Clinic' }));
    await waitFor(() => expect(document.title).toContain('Hudson Clinic'));
    await openField(user);
    await user.keyboard('listed-1{Enter}');
    expect(status()).toHaveTextContent('The service finds appointments by number only.');
  });
});

describe('the palette without text', () => {
  it('lists recent appointments, clinics, pages, languages and color schemes, and highlights none', async () => {
    await openPalette(results(), {
      session: json(session({ tenants: [nisantasi, hudson] })),
      appointments: { '1/7': record('7') },
    });
    const list = within(screen.getByRole('listbox'));
    const groups = list.getAllByRole('group').map((group) => within(group).getAllByRole('option'));
    expect(groups.map((options) => options.map(({ textContent }) => textContent))).toEqual([
      [expect.stringContaining('APT-7')],
      ['Hudson Clinic'],
      ['Schedule'],
      ['Türkçe'],
      ['Light', 'Dark'],
    ]);
    expect(highlighted()).toBeNull();
  });

  it('changes the language', async () => {
    const { user } = await openPalette(results());
    await user.click(screen.getByRole('option', { name: 'Türkçe' }));
    await waitFor(() => expect(document.documentElement.lang).toBe('tr'));
  });
});
