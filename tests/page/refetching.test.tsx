import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment, customer } from '../fixtures/appointment.ts';
import { apiRequests, type FakeResponse, json, openPage, problem, session } from './open-page.tsx';

const found = (fields: Parameters<typeof appointment>[0] = {}): FakeResponse =>
  json({ success: 'true', data: appointment(fields) });

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
    expect(await screen.findByText('Changed while you were here: status, customer')).toBeVisible();
    expect(screen.getByRole('link', { name: '+90 532 000 00 99' }).parentElement).toHaveTextContent(
      '(changed)',
    );
    expect(screen.getByRole('link', { name: 'zeynep@example.com' }).parentElement).not.toHaveTextContent(
      '(changed)',
    );
    expect(screen.getAllByText('The appointment changed: status, customer')).toHaveLength(1);
  });

  it('no longer marks changes after the user dismisses them', async () => {
    await openAppointment(found({ status: 'cancelled' }));
    await minutePasses();
    act(() => screen.getByRole('button', { name: 'Dismiss' }).click());
    await waitFor(() => expect(screen.queryByText(/^Changed while/)).toBeNull());
    expect(screen.queryByText('(changed)')).toBeNull();
  });

  it('keeps focus and expanded rows when a refetch differs', async () => {
    await openAppointment(found({ status: 'completed' }));
    act(() => screen.getByRole('button', { name: 'Collapse all' }).click());
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
    [403, 'No permission to view this appointment'],
    [404, 'There is no appointment #42 here'],
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
    act(() => within(warning).getByRole('button', { name: 'Stay signed in' }).click());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/extend' }));
  });

  it('signs out, removes the appointment and keeps its URL when it ends', async () => {
    const { requests } = await openIdle();
    await act(() => vi.advanceTimersByTimeAsync(95_000));
    expect(await screen.findByText('You were signed out because of inactivity.')).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2Fappointments%2F42',
    );
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/logout' }));
  });
});

describe('identity number', () => {
  it('is masked again a minute after it was shown', async () => {
    await openAppointment(found());
    act(() => screen.getByRole('button', { name: 'Show' }).click());
    expect(await screen.findByText('10000004210')).toBeVisible();
    await minutePasses();
    expect(screen.queryByText('10000004210')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show' })).toBeVisible();
  });
});

describe('revealed identity number', () => {
  it('is hidden when the record changes to another customer, also after it changes back', async () => {
    const other = customer({ id: 9, first_name: 'Ada', last_name: 'Kaya', identity_number: '•••••••••10' });
    await openPage('/appointments/42', {
      appointments: { '1/42': [found(), found({ customer: other }), found()] },
    });
    await screen.findByRole('article');
    act(() => screen.getByRole('button', { name: 'Show' }).click());
    expect(await screen.findByText('10000004210')).toBeVisible();
    await minutePasses();
    expect(await screen.findByText('Ada Kaya')).toBeVisible();
    expect(screen.queryByText('10000004210')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show' })).toHaveAttribute('aria-pressed', 'false');
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
    act(() => screen.getByRole('button', { name: 'Show' }).click());
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
