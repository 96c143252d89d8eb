import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { rowProblem, schedule, scheduleFilters, scheduleItem, scheduleRow } from '../fixtures/schedule.ts';
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

const at = (time: string, date = '2026-11-24'): string => `${date}T${time}:00.000Z`;

const tuesday = [
  scheduleItem({ id: '41', start: at('06:00'), end: at('06:45'), status: 'completed' }),
  scheduleItem({ id: '42', doctor: 'Dr. Can Öz', status: 'cancelled' }),
  scheduleItem({ id: '43', start: at('12:30'), status: 'pending' }),
  scheduleItem({ busy: true, start: at('13:00') }),
  scheduleItem({ id: '49', start: null }),
];

interface Options {
  /** The response by first day; a function of the count for several. */
  days?: Record<string, FakeResponse>;
  rows?: (ids: string[], count: number) => unknown[];
  filters?: FakeResponse;
}

const idsIn = (path: string): string[] => (path.split('ids=')[1] ?? '').split(',');

const responses = ({ days = {}, rows, filters = json(scheduleFilters()) }: Options = {}) => {
  let rowRequests = 0;
  return ({ path }: FakeRequest): FakeResponse | null => {
    if (path.startsWith('/api/v1/schedule/filters')) return filters;
    if (path.startsWith('/api/v1/schedule/rows')) {
      rowRequests += 1;
      const ids = idsIn(path);
      return json({ rows: rows?.(ids, rowRequests) ?? ids.map((id) => scheduleRow(id)), deviations: [] });
    }
    if (!path.startsWith('/api/v1/schedule?')) return null;
    const from = new URLSearchParams(path.split('?')[1]).get('from') ?? '';
    return days[from] ?? json(schedule(from === '2026-11-24' ? tuesday : []));
  };
};

const url = '/appointments?tenant=1&date=2026-11-24';
const open = (options: Options = {}, address = url, page: Parameters<typeof openPage>[1] = {}) =>
  openPage(address, { respond: responses(options), ...page });
const heading = () => screen.findByRole('heading', { level: 1 });
const rowsOf = (requests: readonly FakeRequest[]) =>
  requests.filter(({ path }) => path.includes('/rows')).map(({ path }) => idsIn(path));

describe('schedule', () => {
  it('is the home page, with today and the current clinic', async () => {
    const { requests } = await open({}, '/', { session: json(session({ tenants: [nisantasi, hudson] })) });
    await heading();
    await waitFor(() =>
      expect(requests.find(({ path }) => path.startsWith('/api/v1/schedule?'))).toMatchObject({
        tenant: '1',
      }),
    );
  });

  it('lists the appointments of the day with customer, room and duration', async () => {
    await open();
    const table = await screen.findByRole('table', { name: 'Tuesday 24 November 2026' });
    const row = (await within(table).findByRole('link', { name: 'Customer 41' })).closest('tr');
    expect(row).toHaveTextContent(
      /09:00.*45 min.*Hydrating skin booster.*Dr\. Selin Aydın.*Room 2.*Completed/,
    );
    expect(screen.getByRole('link', { name: 'Customer 41' })).toHaveAttribute(
      'href',
      '/appointments/41?tenant=1',
    );
    expect(screen.getByText('5 appointments')).toBeVisible();
    expect(screen.getByText('1 pending')).toBeVisible();
    expect(screen.getByText('1 cancelled')).toBeVisible();
  });

  it('has a section for appointments without a time', async () => {
    await open();
    const table = await screen.findByRole('table', { name: 'Not scheduled' });
    expect(await within(table).findByRole('link', { name: 'Customer 49' })).toBeVisible();
  });

  it('shows a time whose details the user may not see as busy, without a link', async () => {
    await open();
    const table = await screen.findByRole('table', { name: 'Tuesday 24 November 2026' });
    const row = within(table).getAllByText('Busy')[0]?.closest('tr');
    expect(row && within(row).queryByRole('link')).toBeNull();
  });

  it('shows no count while it is loading', async () => {
    await open({ days: { '2026-11-24': { never: true } } });
    expect(await screen.findByRole('region', { name: 'Tuesday 24 November 2026' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
    expect(screen.queryByText(/^\d+\+? appointments?$/)).toBeNull();
  });

  it('requests details in batches of at most 20', async () => {
    const many = Array.from({ length: 45 }, (_, index) => scheduleItem({ id: `${index + 100}` }));
    const { requests } = await open({ days: { '2026-11-24': json(schedule(many)) } });
    expect(await screen.findByText('Customer 144')).toBeVisible();
    expect(rowsOf(requests).map((ids) => ids.length)).toEqual([20, 20, 5]);
  });

  it('shows the data of the calendar for a row that was refused', async () => {
    await open({
      rows: (ids) => ids.map((id) => (id === '42' ? rowProblem(id, 'forbidden') : scheduleRow(id))),
    });
    const link = await screen.findByRole('link', { name: 'No permission to view' });
    expect(link.closest('tr')).toHaveTextContent(/14:30.*Hydrating skin booster.*Dr\. Can Öz.*Cancelled/);
  });

  it('fills in rows that the rate limit refused as soon as it allows them', async () => {
    const { requests } = await open({
      rows: (ids, count) =>
        ids.map((id) =>
          count === 1 && id === '41' ? rowProblem(id, 'too_many_requests', 1) : scheduleRow(id),
        ),
    });
    expect(await screen.findByText(/^Too many requests\. Names/)).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Customer 41' })).toBeVisible();
    expect(rowsOf(requests).at(-1)).toEqual(['41']);
    expect(screen.queryByText(/^Too many requests\. Names/)).toBeNull();
  });

  it('shows the count with a plus sign when the service may have more appointments', async () => {
    await open({ days: { '2026-11-24': json(schedule(tuesday, { complete: false })) } });
    expect(await screen.findByText('5+ appointments')).toBeVisible();
    expect(screen.getByText(/This list may be incomplete/)).toBeVisible();
  });

  it('shows both time zones when the zone of the service differs from the configured zone', async () => {
    await open({
      days: { '2026-11-24': json(schedule(tuesday, { timezone: 'Europe/Berlin' })) },
    });
    expect(await screen.findByText('Berlin time (UTC+1)')).toBeVisible();
    expect(screen.getByText('configured: Europe/Istanbul')).toBeVisible();
    expect(screen.getByText('07:00')).toBeVisible();
  });

  it('shows both times of a move that is not confirmed', async () => {
    const moving = { reschedule_confirmation_pending: true, proposed_scheduled_at: at('15:00') };
    await open({ days: { '2026-11-24': json(schedule([scheduleItem({ meta: moving })])) } });
    expect(await screen.findByText('Proposed: 18:00')).toBeVisible();
    expect(screen.getByText('14:30')).toBeVisible();
  });

  it('shows a heading when the day has no appointments', async () => {
    await open({}, '/appointments?tenant=1&date=2026-11-26');
    expect(await screen.findByRole('heading', { name: 'No appointments on this day' })).toBeVisible();
  });

  it('announces another day once, with its count', async () => {
    const { user } = await open();
    await screen.findByRole('table', { name: 'Tuesday 24 November 2026' });
    await user.click(screen.getByRole('link', { name: 'Next day' }));
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('status')
          .some(({ textContent }) => textContent === 'Wednesday 25 November 2026, Appointments: 0'),
      ).toBe(true),
    );
    expect(screen.getByRole('link', { name: 'Next day' })).toHaveFocus();
  });

  it('turns to the next and previous day by ] and [', async () => {
    const { user } = await open();
    await screen.findByRole('table', { name: 'Tuesday 24 November 2026' });
    await user.keyboard(']');
    expect(await heading()).toHaveTextContent('Wednesday 25 November 2026');
    await user.keyboard('[[');
    expect(await heading()).toHaveTextContent('Tuesday 24 November 2026');
  });
});

describe('filters of the schedule', () => {
  it('select a doctor by number, and clear with one click when nothing matches', async () => {
    const { user } = await open({}, `${url}&doctor=3&status=pending`);
    expect(
      await screen.findByRole('heading', {
        name: 'No appointment matches Doctor: Dr. Can Öz, Status: Pending',
      }),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear filter Status: Pending' }));
    expect(await screen.findByText('1 of 5 appointments')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Customer 42' })).toBeVisible();
  });

  it('count the rows that are checked while rooms are loading', async () => {
    await open({ rows: (ids) => ids.map((id) => rowProblem(id, 'too_many_requests', 60)) }, `${url}&room=2`);
    expect(await screen.findByText('1 of 5 checked')).toBeVisible();
  });

  it('by room are disabled in the week, with the reason', async () => {
    await open({ days: { '2026-11-23': json(schedule(tuesday)) } }, `${url}&view=week`);
    const field = await screen.findByRole('combobox', { name: /^Room/ });
    await waitFor(() => expect(field).toBeDisabled());
    expect(field).toHaveAccessibleDescription(/contains no rooms/);
  });

  it('by doctor are not applied when the service cannot list its users', async () => {
    const unsupported = {
      names: [],
      complete: false,
      problem: { error: 'upstream_unsupported', retry_after: null },
    };
    await open({ filters: json(scheduleFilters({ users: unsupported })) }, `${url}&doctor=3`);
    expect(
      await screen.findByText(
        'This service cannot list its users, so the filter by doctor does not work. All doctors are shown.',
      ),
    ).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Customer 41' })).toBeVisible();
  });

  it.each([
    ['forbidden', 'You have no permission to list the users'],
    ['upstream_timeout', 'The users could not be loaded'],
  ])('by doctor show why the users are not listed after %s', async (error, reason) => {
    const users = { names: [], complete: false, problem: { error, retry_after: null } };
    await open({ filters: json(scheduleFilters({ users })) }, `${url}&doctor=3`);
    expect(
      await screen.findByText(`${reason}, so the filter by doctor does not work. All doctors are shown.`),
    ).toBeVisible();
  });
});

describe('day and week', () => {
  it('have a heading and an ordered list for each doctor', async () => {
    await open({}, `${url}&view=day`);
    const column = await screen.findByRole('region', { name: 'Dr. Selin Aydın' });
    const links = within(column).getAllByRole('link');
    await waitFor(() => expect(links[0]).toHaveTextContent(/^09:00 Customer 41/));
    expect(within(column).getByRole('list')).toBeVisible();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('place the same time at the same height on a day with a clock change', async () => {
    const entries = ['2026-03-27', '2026-03-29'].map((date, index) =>
      scheduleItem({ id: `${index + 1}`, start: at(index === 0 ? '09:00' : '08:00', date) }),
    );
    const berlin = { ...schedule(entries), timezone: 'Europe/Berlin' };
    await open({ days: { '2026-03-23': json(berlin) } }, '/appointments?tenant=1&date=2026-03-27&view=week');
    const tops = (await screen.findAllByRole('link', { name: /^10:00/ })).map(
      (link) => link.closest('li')?.style.top,
    );
    expect(tops).toEqual(['70px', '70px']);
  });

  it('mark today in the week', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    await open({ days: { '2026-11-23': json(schedule(tuesday)) } }, `${url}&view=week`);
    const days = await screen.findAllByRole('heading', { level: 2, name: /Nov$/ });
    expect(days.map((day) => day.querySelector('[aria-current="date"]')?.textContent)).toEqual([
      undefined,
      'Tue 24 Nov',
      ...Array.from({ length: 5 }, () => undefined),
    ]);
  });

  it('show names in the week only when an appointment has the focus', async () => {
    const { requests } = await open({ days: { '2026-11-23': json(schedule(tuesday)) } }, `${url}&view=week`);
    const column = await screen.findByRole('region', { name: 'Tue 24 Nov' });
    const [first] = within(column).getAllByRole('link');
    expect(first).toHaveTextContent('09:00 Hydrating skin booster');
    expect(rowsOf(requests)).toEqual([]);
    act(() => first?.focus());
    await waitFor(() => expect(first).toHaveTextContent('Customer 41'));
    expect(rowsOf(requests)).toEqual([['41']]);
  });
});

describe('schedule without a response', () => {
  it.each<[string, FakeResponse, string]>([
    ['no connection', { fail: true }, 'No connection'],
    ['a session that has ended', problem(401), 'Your session has ended'],
    ['no permission', problem(403, {}, 'forbidden'), 'No permission to view the schedule'],
    ['a missing scope', problem(403, {}, 'missing_scope'), 'Your sign-in does not include the schedule'],
    ['a rate limit', problem(429, { 'Retry-After': '60' }), 'Too many requests'],
    ['no such call', problem(501, {}, 'upstream_unsupported'), 'This service has no schedule'],
    ['a service that is down', problem(502), 'The service is not available'],
    ['a response without a schedule', json('made up'), 'The response could not be read'],
  ])('shows an explanation in case of %s', async (_, response, title) => {
    await open({ days: { '2026-11-24': response } });
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(await heading()).toHaveTextContent('Tuesday 24 November 2026');
  });

  const openThenRefresh = async (response: FakeResponse) => {
    let refreshed = false;
    const respond = responses();
    await openPage(url, {
      respond: (request) =>
        refreshed && request.path.startsWith('/api/v1/schedule?') ? response : respond(request),
    });
    await screen.findByRole('link', { name: 'Customer 41' });
    refreshed = true;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
  };

  it('keeps the previous rows when a refresh fails', async () => {
    await openThenRefresh({ fail: true });
    expect(await screen.findByText(/^As of .*: the latest version could not be loaded/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Customer 41' })).toBeVisible();
  });

  it('removes the previous rows when a refresh is refused', async () => {
    await openThenRefresh(problem(403));
    expect(await screen.findByRole('heading', { name: 'No permission to view the schedule' })).toBeVisible();
    expect(screen.queryByText('Customer 41')).toBeNull();
  });
});

const record = (id: string) =>
  json({ success: 'true', data: appointment({ id: Number(id), code: `APT-${id}` }) });
const appointments = Object.fromEntries(['41', '42', '43', '50'].map((id) => [`1/${id}`, record(id)]));
const wednesday = json(schedule([scheduleItem({ id: '50', start: at('06:30', '2026-11-25') })]));

describe('stepping from record to record', () => {
  /** By the first of the seven days that are requested after and before. */
  const days = { '2026-11-25': wednesday, '2026-11-18': json(schedule(tuesday)) };
  const openFirst = async (options: Options = {}) => {
    const page = await open({ days, ...options }, url, { appointments });
    await page.user.click(await screen.findByRole('link', { name: 'Customer 41' }));
    await screen.findByRole('article');
    return page;
  };
  const code = (text: string) => waitFor(async () => expect(await heading()).toHaveTextContent(text));

  it('goes through the list and into the following day by key', async () => {
    const { user } = await openFirst();
    expect(await screen.findByRole('link', { name: 'Next: 14:30' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=1',
    );
    await user.keyboard('j');
    await code('APT-42');
    await user.keyboard(']');
    await code('APT-43');
    expect(await screen.findByRole('link', { name: 'Next: Wed 25 Nov, 09:30' })).toBeVisible();
    await user.keyboard('j');
    await code('APT-50');
    expect(screen.getByRole('link', { name: 'Back to the list' })).toHaveAttribute(
      'href',
      '/appointments?tenant=1&date=2026-11-25',
    );
    await user.keyboard('k');
    await code('APT-43');
  });

  it('ignores the room of a week, which its calendar does not contain', async () => {
    const { user, requests } = await open(
      { days: { '2026-11-23': json(schedule(tuesday)) } },
      `${url}&view=week&room=7`,
      { appointments },
    );
    await user.click(await screen.findByRole('link', { name: /^09:00/ }));
    await screen.findByRole('article');
    expect(await screen.findByRole('link', { name: 'Next: 14:30' })).toBeVisible();
    expect(rowsOf(requests)).toEqual([]);
  });

  it('ignores the keys in a menu, and everywhere when the user turned them off', async () => {
    const { user } = await openFirst();
    await screen.findByRole('link', { name: 'Next: 14:30' });
    await user.click(screen.getByRole('button', { name: /^Account and settings/ }));
    await user.keyboard(']');
    await code('APT-41');
    await user.click(await screen.findByRole('checkbox', { name: /^Single-key shortcuts/ }));
    await user.keyboard('{Escape}]');
    await code('APT-41');
    await user.click(screen.getByRole('link', { name: 'Next: 14:30' }));
    await code('APT-42');
    expect(screen.getByRole('link', { name: 'Previous: 09:00' })).toBeVisible();
  });

  it('returns to the row of the last record', async () => {
    const { user } = await openFirst();
    await screen.findByRole('link', { name: 'Next: 14:30' });
    await user.keyboard(']');
    await code('APT-42');
    await user.click(screen.getByRole('link', { name: 'Back to the list' }));
    await waitFor(() => expect(screen.getByRole('link', { name: 'Customer 42' })).toHaveFocus());
  });

  it('shows the appointments of the day on the page of a customer that the service cannot list', async () => {
    const customer = { id: '1187', first_name: 'Zeynep', last_name: 'Öztürk' };
    const unsupported = problem(501, {}, 'upstream_unsupported');
    const { user } = await open(
      { rows: (ids) => ids.map((id) => scheduleRow(id, id === '49' ? {} : { customer })) },
      url,
      {
        appointments,
        endpoints: {
          '/api/v1/customers/1187': unsupported,
          '/api/v1/customers/1187/appointments': unsupported,
        },
      },
    );
    await user.click((await screen.findAllByRole('link', { name: 'Zeynep Öztürk' }))[0] ?? document.body);
    await user.click(await screen.findByRole('link', { name: 'Customer #1187' }));
    await screen.findByText(/Showing those of the days you viewed/);
    const links = screen.getAllByRole('link', { name: /APT-/ });
    expect(new Set(links.map((link) => link.getAttribute('href')))).toEqual(
      new Set(['41', '42', '43'].map((id) => `/appointments/${id}?tenant=1`)),
    );
  });

  it('offers the day of a record that was opened by a link', async () => {
    await open({}, '/appointments/42?tenant=1', { appointments });
    expect(await screen.findByRole('link', { name: 'Show this day' })).toHaveAttribute(
      'href',
      '/appointments?tenant=1&date=2026-11-24',
    );
    expect(screen.queryByRole('link', { name: /^Next/ })).toBeNull();
  });
});

describe('day sheet', () => {
  const sheet = (ids: string[]) =>
    json({
      records: ids.map((id) =>
        id === '43'
          ? { id, record: null, problem: { error: 'forbidden', retry_after: null } }
          : {
              id,
              problem: null,
              record: {
                customer: { id: `1${id}`, first_name: 'Printed', last_name: id },
                room_name: 'Room 2',
                deleted_at: id === '49' ? '2026-11-23T09:00:00Z' : null,
                treatments: [
                  {
                    name: 'Booster',
                    sessions: [
                      {
                        session_order: 1,
                        products: [{ name: 'Vital Light', quantity: '2', unit: 'syringe' }],
                      },
                    ],
                  },
                ],
              },
            },
      ),
      deviations: [],
    });

  it('loads all records before printing, and has a stamp when a record is missing', async () => {
    const print = vi.fn<() => void>();
    vi.stubGlobal('print', print);
    const refreshed = schedule([...tuesday, scheduleItem({ id: '50', start: at('14:00') })]);
    let days: Record<string, FakeResponse> = {};
    const { user, requests } = await openPage(url, {
      respond: (request) =>
        request.path === '/api/v1/day-sheet' ? sheet(['41', '42', '43', '49']) : responses({ days })(request),
    });
    await screen.findByRole('link', { name: 'Customer 41' });
    await user.click(screen.getByRole('button', { name: 'Print day sheet' }));
    await waitFor(() => expect(print).toHaveBeenCalled());
    expect(requests.find(({ path }) => path === '/api/v1/day-sheet')?.body).toEqual({
      ids: ['41', '42', '43', '49'],
    });
    // Not for the cancelled and the deleted one.
    expect(screen.getAllByText('2 syringe Vital Light')).toHaveLength(1);
    expect(screen.getByText('Printed 41')).toBeInTheDocument();
    expect(screen.getByText('Deleted')).toBeInTheDocument();
    const { length: calls } = print.mock.calls;
    days = { '2026-11-24': json(refreshed) };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByText('6 appointments')).toBeVisible();
    expect(print).toHaveBeenCalledTimes(calls);
    expect(screen.getAllByText(/^Incomplete/)).toHaveLength(2);
  });

  it('names the treatment of the products when several need some', async () => {
    vi.stubGlobal('print', vi.fn<() => void>());
    const planned = (order: number) => ({
      session_order: order,
      products: [{ name: 'Gauze', quantity: '4', unit: 'pcs' }],
    });
    const treatments = [
      { name: 'Booster', sessions: [planned(1), planned(2)] },
      { name: 'Consultation', sessions: [] },
      { name: 'Peel', sessions: [planned(1), { session_order: 2, products: [] }] },
    ];
    const respond = responses();
    const { user } = await openPage(url, {
      respond: (request) =>
        request.path === '/api/v1/day-sheet'
          ? json({
              records: [{ id: '41', problem: null, record: { customer: null, room_name: null, treatments } }],
              deviations: [],
            })
          : respond(request),
    });
    await screen.findByRole('link', { name: 'Customer 41' });
    await user.click(screen.getByRole('button', { name: 'Print day sheet' }));
    const row = await screen.findByRole('row', { name: /Gauze/, hidden: true });
    expect(within(row).getAllByRole('cell', { hidden: true }).at(-1)).toHaveTextContent(
      'BoosterSession 1: 4 pcs GauzeSession 2: 4 pcs GauzePeelSession 1: 4 pcs Gauze',
    );
  });

  it('is not printed when the user cancels', async () => {
    const print = vi.fn<() => void>();
    vi.stubGlobal('print', print);
    const respond = responses();
    const { user } = await openPage(url, {
      respond: (request) => (request.path === '/api/v1/day-sheet' ? { never: true } : respond(request)),
    });
    await screen.findByRole('link', { name: 'Customer 41' });
    await user.click(screen.getByRole('button', { name: 'Print day sheet' }));
    expect(await screen.findByText('0 of 4 records loaded')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(print).not.toHaveBeenCalled();
  });
});
