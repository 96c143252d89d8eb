import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment, customer, session as plannedSession, treatment } from '../fixtures/appointment.ts';
import { apiRequests, type FakeResponse, json, openPage, problem, session } from './open-page.tsx';

const found = (fields: Parameters<typeof appointment>[0] = {}): FakeResponse =>
  json({ success: 'true', data: appointment(fields) });

const otherRoom = {
  id: 3,
  name: 'Room 3',
  status: 'active',
  created_at: null,
  updated_at: null,
  deleted_at: null,
};

/** Opens an appointment and waits for it; `refetched` is the response to every further request. */
const openAppointment = async (refetched: FakeResponse, first = found()) => {
  const page = await openPage('/appointments/42', { appointments: { '1/42': [first, refetched] } });
  await screen.findByRole('article');
  return page;
};

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
    shouldAdvanceTime: true,
    now: new Date('2026-11-22T09:00:00Z'),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const minutePasses = () => act(() => vi.advanceTimersByTimeAsync(61_000));

describe('open appointment', () => {
  it('is refetched every minute, in the background', async () => {
    const { requests } = await openAppointment(found());
    await minutePasses();
    expect(apiRequests(requests)).toMatchObject([
      { path: '/api/v1/appointments/42', tenant: '1', background: false },
      { path: '/api/v1/appointments/42', tenant: '1', background: true },
    ]);
  });

  it('sends a refetch that the user requests without the background header', async () => {
    const { requests } = await openAppointment({ fail: true }, found());
    await minutePasses();
    act(() => screen.getByRole('button', { name: /^Try again|^Check/ }).click());
    await waitFor(() => expect(apiRequests(requests)).toHaveLength(3));
    expect(apiRequests(requests).at(-1)).toMatchObject({ background: false });
  });

  it('is refetched less often when its response is large', async () => {
    const { requests } = await openAppointment(found(), found({ description: 'x'.repeat(40 * 1024) }));
    await minutePasses();
    await minutePasses();
    expect(apiRequests(requests)).toHaveLength(1);
    await minutePasses();
    expect(apiRequests(requests)).toHaveLength(2);
  });

  it('marks each changed field and announces the change once when a refetch differs', async () => {
    await openAppointment(
      found({ status: 'cancelled', customer: customer({ phone_number: '+90 532 000 00 99' }) }),
    );
    await minutePasses();
    expect(await screen.findByText('Changed while you were here')).toBeVisible();
    expect(screen.getByRole('link', { name: '+90 532 000 00 99' }).parentElement).toHaveTextContent(
      '(changed)',
    );
    expect(screen.getByRole('link', { name: 'zeynep@example.com' }).parentElement).not.toHaveTextContent(
      '(changed)',
    );
    expect(
      await screen.findAllByText(
        'The appointment changed: Status: Confirmed → Cancelled, Phone: +90 532 000 00 42 → +90 532 000 00 99',
      ),
    ).toHaveLength(1);
  });

  it('no longer marks changes after the user dismisses them', async () => {
    await openAppointment(found({ status: 'cancelled' }));
    await minutePasses();
    act(() => screen.getByRole('button', { name: 'Dismiss' }).click());
    await waitFor(() => expect(screen.queryByText(/^Changed while/)).toBeNull());
    expect(screen.queryByText('(changed)')).toBeNull();
  });

  it('keeps the focus on a link whose text a refetch changes', async () => {
    await openAppointment(found({ customer: customer({ phone_number: '+90 532 000 00 99' }) }));
    const link = screen.getByRole('link', { name: '+90 532 000 00 42' });
    act(() => link.focus());
    await minutePasses();
    await screen.findByText('Changed while you were here');
    expect(screen.getByRole('link', { name: '+90 532 000 00 99' })).toHaveFocus();
  });

  it('moves the focus to the content when a refetch removes the focused link', async () => {
    await openAppointment(found({ customer: customer({ phone_number: null }) }));
    act(() => screen.getByRole('link', { name: '+90 532 000 00 42' }).focus());
    await minutePasses();
    await screen.findByText('Changed while you were here');
    expect(screen.getByRole('main')).toHaveFocus();
  });

  it.each<[string, Parameters<typeof appointment>[0], string | RegExp]>([
    ['Date and time', { scheduled_at: '2026-11-24T13:00:00Z' }, '14:30 → 16:00'],
    ['Date and time', { scheduled_at: null }, '24 Nov 2026, 14:30 → Not scheduled'],
    ['Status', { status: 'triaged' }, 'Confirmed → triaged'],
    ['Doctor', { doctor: null }, 'Dr. Selin Aydın → –'],
    [
      'Doctor',
      { doctor: { id: 99, name: 'Dr. Selin Aydın' } },
      /^Dr. Selin Aydın #\d+ → Dr. Selin Aydın #99$/,
    ],
    ['Room', { room: otherRoom, room_id: 3 }, 'Room 2 – Laser suite → Room 3'],
    [
      'Customer',
      { customer: customer({ id: 9, first_name: 'Ada', last_name: 'Kaya' }), customer_id: 9 },
      'Zeynep Öztürk → Ada Kaya',
    ],
    ['Assistants', { assistants: [{ id: 99, name: 'Ada Kaya' }] }, 'added: Ada Kaya; removed: Mert Kaya'],
    ['Treatments', { treatments: [treatment({ price: '1.00' })] }, /^changed: /],
  ])(
    'names the values before and after when a refetch changes the %s to %j',
    async (label, fields, values) => {
      await openAppointment(found(fields));
      await minutePasses();
      const banner = (await screen.findByText('Changed while you were here')).parentElement;
      expect(banner).not.toBeNull();
      const items = within(banner ?? document.body).getAllByRole('listitem');
      expect(items).toHaveLength(1);
      expect(items[0]).toHaveTextContent(new RegExp(`^${label}: `));
      expect(within(banner ?? document.body).getByText(values)).toBeVisible();
    },
  );

  it('calls a related appointment by its date, and by its kind without one', async () => {
    const related = (id: number, scheduled_at: string | null) => ({
      id,
      code: `APT-${id}`,
      scheduled_at,
      status: null,
      relation_type: null,
    });
    const [earlier, later] = [related(7, '2026-11-01T09:00:00Z'), related(8, '2026-12-24T09:00:00Z')];
    await openAppointment(
      found({ parent_appointment: later, child_appointments: [earlier, related(9, null)] }),
      found({ parent_appointment: null, parent_appointment_id: null, child_appointments: [] }),
    );
    await minutePasses();
    const banner = (await screen.findByText('Changed while you were here')).parentElement;
    expect(
      within(banner ?? document.body)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Next appointment: added: APT-8',
      'Earlier appointment: added: APT-7',
      'Related appointment: added: APT-9',
    ]);
  });

  it('marks the changed item of a list', async () => {
    const { tags } = customer();
    const added = tags.map((tag) => ({ ...tag, id: 99, name: 'New tag' }));
    await openAppointment(
      found({
        customer: customer({ tags: [...tags, ...added] }),
        treatments: [treatment({ sessions: [plannedSession({ offset_days: 99 })] })],
      }),
    );
    await minutePasses();
    await screen.findByText('Changed while you were here');
    const list = within(screen.getByRole('list', { name: 'Tags' }));
    expect(list.getAllByText('(changed)')).toHaveLength(1);
    expect(list.getByText('New tag').parentElement).toHaveTextContent('(changed)');
    expect(screen.getAllByRole('treeitem', { name: /\(changed\)/ })).toHaveLength(1);
  });

  it('keeps focus and expanded rows when a refetch differs', async () => {
    await openAppointment(found({ status: 'completed' }));
    act(() => screen.getAllByRole('treeitem')[0]?.click());
    const row = screen.getByRole('treeitem');
    act(() => row.focus());
    await minutePasses();
    await screen.findByText(/^Changed while/);
    expect(screen.getByRole('treeitem')).toHaveFocus();
  });

  it.each<[string, FakeResponse]>([
    ['does not connect', { fail: true }],
    ['returns 429', problem(429, { 'Retry-After': '120' })],
    ['returns 504', problem(504)],
  ])('stays visible with the time of its last fetch when a refetch %s', async (_, failure) => {
    await openAppointment(failure);
    await minutePasses();
    expect(await screen.findByText(/^As of 12:0\d: the latest version could not be loaded\.$/)).toBeVisible();
    expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
  });

  it.each([
    [401, 'Your session has ended'],
    [403, 'You have no access to this appointment'],
    [404, 'No appointment #42'],
  ])('is removed when a refetch returns %d', async (status, heading) => {
    await openAppointment(problem(status));
    await minutePasses();
    expect(await screen.findByRole('heading', { name: heading })).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
  });

  it('is not refetched while few requests remain in the rate limit', async () => {
    const headers = {
      'X-RateLimit-Remaining': '3',
      'X-RateLimit-Reset': String(Date.parse('2026-11-22T09:10:00Z') / 1000),
    };
    const { requests } = await openAppointment(found(), {
      response: () => Response.json({ success: 'true', data: appointment() }, { headers }),
    });
    await minutePasses();
    await minutePasses();
    expect(apiRequests(requests)).toHaveLength(1);
  });
});

describe('idle session', () => {
  const openIdle = async () => {
    const page = await openPage('/appointments/42', {
      session: json(session({ idle_seconds_left: 90 })),
      appointments: { '1/42': found() },
    });
    await screen.findByRole('article');
    return page;
  };

  it('warns a minute before it ends, and is extended on request', async () => {
    const { requests } = await openIdle();
    expect(screen.queryByRole('dialog')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(32_000));
    const warning = await screen.findByRole('dialog', { name: 'Are you still there?' });
    expect(warning).toHaveAccessibleDescription(/You will be signed out in \d+ seconds/);
    act(() => within(warning).getByRole('button', { name: 'Stay signed in' }).click());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/extend' }));
  });

  it('announces when 30 and 10 seconds are left, and is not extended by keys in the warning', async () => {
    const { requests } = await openIdle();
    await act(() => vi.advanceTimersByTimeAsync(32_000));
    const warning = await screen.findByRole('dialog', { name: 'Are you still there?' });
    const status = within(warning).getByRole('status');
    fireEvent.keyDown(within(warning).getByRole('button', { name: 'Stay signed in' }), { key: 'Tab' });
    expect(status).toBeEmptyDOMElement();
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(status).toHaveTextContent('30 seconds left');
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(status).toHaveTextContent('10 seconds left');
    expect(requests.map(({ path }) => path)).not.toContain('/auth/extend');
    act(() => within(warning).getByRole('button', { name: 'Sign out now' }).click());
    expect(await screen.findByRole('heading', { name: 'You are signed out' })).toBeVisible();
  });

  it('signs out, removes the appointment and keeps its URL when it ends', async () => {
    const { requests } = await openIdle();
    await act(() => vi.advanceTimersByTimeAsync(95_000));
    expect(await screen.findByText('You were signed out after 15 minutes without activity')).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2Fappointments%2F42%3Ftenant%3D1',
    );
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/logout' }));
  });
});

describe('identity number', () => {
  it('is masked again a minute after it was shown', async () => {
    await openAppointment(found());
    act(() => screen.getByRole('button', { name: 'Show identity number' }).click());
    expect(await screen.findByText('10000004210')).toBeVisible();
    await minutePasses();
    expect(screen.queryByText('10000004210')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show identity number' })).toBeVisible();
  });
});

describe('revealed identity number', () => {
  it('is hidden when the record changes to another customer, also after it changes back', async () => {
    const other = customer({ id: 9, first_name: 'Ada', last_name: 'Kaya', identity_number: '•••••••••10' });
    await openPage('/appointments/42', {
      appointments: { '1/42': [found(), found({ customer: other }), found()] },
    });
    await screen.findByRole('article');
    act(() => screen.getByRole('button', { name: 'Show identity number' }).click());
    expect(await screen.findByText('10000004210')).toBeVisible();
    await minutePasses();
    expect(await screen.findByText('Ada Kaya')).toBeVisible();
    expect(screen.queryByText('10000004210')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show identity number' })).toBeVisible();
    await minutePasses();
    expect(await screen.findByText('Zeynep Öztürk')).toBeVisible();
    expect(screen.queryByText('10000004210')).toBeNull();
  });

  it('is not shown when it does not match the masked number of the page', async () => {
    await openPage('/appointments/42', {
      appointments: { '1/42': found() },
      identityNumber: json({ identity_number: '20000009999' }),
    });
    await screen.findByRole('article');
    act(() => screen.getByRole('button', { name: 'Show identity number' }).click());
    expect(await screen.findByText('It could not be shown.')).toBeVisible();
    expect(screen.queryByText('20000009999')).toBeNull();
  });
});

describe('privacy switch', () => {
  it('turns the blur of the record on and off', async () => {
    const { user } = await openAppointment(found());
    const button = screen.getByRole('button', { name: 'Privacy: blur the record' });
    await user.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(document.documentElement).toHaveAttribute('data-privacy', 'on');
    await user.click(button);
    expect(document.documentElement).not.toHaveAttribute('data-privacy');
  });
});
