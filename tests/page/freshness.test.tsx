import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment, customer } from '../fixtures/appointment.ts';
import { type Answer, json, openPage, problem, session } from './open-page.tsx';

const answer = (fields: Parameters<typeof appointment>[0] = {}): Answer =>
  json({ success: 'true', data: appointment(fields) });
const api = (asked: string[]) => asked.filter((one) => one.includes('/api/'));

const openTwice = (second: Answer) =>
  openPage('/appointments/42', { appointments: { '1/42': [answer(), second] } });

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

describe('an appointment on the screen', () => {
  it('is checked every minute, in the background', async () => {
    const { asked } = await openTwice(answer());
    await screen.findByRole('article');
    await minutePasses();
    expect(api(asked)).toEqual([
      'GET /api/v1/appointments/42 for 1',
      'GET /api/v1/appointments/42 for 1 in the background',
    ]);
  });

  it('is asked for by the tag it came with, and stays as it is where nothing changed', async () => {
    const tagged = (body: unknown, status: number): Answer => ({
      response: () =>
        status === 304
          ? new Response(null, { status, headers: { ETag: 'W/"one"' } })
          : Response.json(body, { status, headers: { ETag: 'W/"one"' } }),
    });
    const { asked } = await openPage('/appointments/42', {
      appointments: { '1/42': [tagged({ success: 'true', data: appointment() }, 200), tagged(null, 304)] },
    });
    await screen.findByRole('article');
    await minutePasses();
    await minutePasses();
    expect(api(asked)).toEqual([
      'GET /api/v1/appointments/42 for 1',
      'GET /api/v1/appointments/42 for 1 in the background unless W/"one"',
      'GET /api/v1/appointments/42 for 1 in the background unless W/"one"',
    ]);
    expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
    expect(screen.queryByText(/^Changed while/)).toBeNull();
  });

  it('is marked where it changed, field by field, and that is said once', async () => {
    await openTwice(
      answer({ status: 'cancelled', customer: customer({ phone_number: '+90 532 000 00 99' }) }),
    );
    await screen.findByRole('article');
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

  it('is unmarked when the reader has seen it', async () => {
    await openTwice(answer({ status: 'cancelled' }));
    await screen.findByRole('article');
    await minutePasses();
    act(() => screen.getByRole('button', { name: 'I have seen it' }).click());
    await waitFor(() => expect(screen.queryByText(/^Changed while/)).toBeNull());
    expect(screen.queryByText('(changed)')).toBeNull();
  });

  it('keeps focus and open nodes through a check', async () => {
    await openTwice(answer({ status: 'completed' }));
    await screen.findByRole('article');
    act(() => screen.getByRole('button', { name: 'Collapse all' }).click());
    const [row] = screen.getAllByRole('treeitem');
    act(() => row?.focus());
    await minutePasses();
    await screen.findByText(/^Changed while/);
    expect(screen.getAllByRole('treeitem')).toHaveLength(1);
    expect(screen.getAllByRole('treeitem')[0]).toHaveFocus();
  });

  it.each<[string, Answer]>([
    ['the network is away', { fail: true }],
    ['the service asks for a pause', problem(429, { 'Retry-After': '120' })],
    ['the gateway had no answer', problem(504)],
  ])('stays with its time when a check fails because %s', async (_, failure) => {
    await openTwice(failure);
    await screen.findByRole('article');
    await minutePasses();
    expect(await screen.findByText(/^As of 12:0\d: it could not be checked again\.$/)).toBeVisible();
    expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
  });

  it.each([
    [401, 'Your sign-in has ended'],
    [403, 'You may not see this appointment'],
    [404, 'There is no appointment #42 here'],
  ])('goes when a check is answered with %d', async (status, heading) => {
    await openTwice(problem(status));
    await screen.findByRole('article');
    await minutePasses();
    expect(await screen.findByRole('heading', { name: heading })).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
  });

  it('is not checked while the service grants but few requests', async () => {
    const headers = {
      'X-RateLimit-Remaining': '3',
      'X-RateLimit-Reset': String(Date.parse('2026-11-22T09:10:00Z') / 1000),
    };
    const scarce: Answer = {
      response: () => Response.json({ success: 'true', data: appointment() }, { headers }),
    };
    const { asked } = await openPage('/appointments/42', { appointments: { '1/42': scarce } });
    await screen.findByRole('article');
    await minutePasses();
    await minutePasses();
    expect(api(asked)).toHaveLength(1);
  });
});

describe('a sign-in that nobody uses', () => {
  const open = () =>
    openPage('/appointments/42', {
      session: json(session({ idle_seconds_left: 90 })),
      appointments: { '1/42': answer() },
    });

  beforeEach(() => {
    // jsdom has no modal dialogs: what matters here is whether one is open.
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function close() {
      this.open = false;
    };
  });

  it('warns a minute before its end, and stays when asked to', async () => {
    const { asked } = await open();
    await screen.findByRole('article');
    expect(screen.queryByRole('dialog')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(32_000));
    const warning = await screen.findByRole('dialog', { name: 'Are you still there?' });
    act(() => within(warning).getByRole('button', { name: 'Stay signed in' }).click());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toContain('POST /auth/extend');
  });

  it('ends, with nothing left on the page and the link kept', async () => {
    const { asked } = await open();
    await screen.findByRole('article');
    await act(() => vi.advanceTimersByTimeAsync(95_000));
    expect(
      await screen.findByText('You were signed out because nothing was done for a while.'),
    ).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2Fappointments%2F42',
    );
    expect(asked).toContain('POST /auth/logout');
  });
});

describe('the identity number', () => {
  it('hides itself a minute after it was asked for', async () => {
    await openPage('/appointments/42', { appointments: { '1/42': answer() } });
    await screen.findByRole('article');
    act(() => screen.getByRole('button', { name: 'Show' }).click());
    expect(await screen.findByText('10000004210')).toBeVisible();
    await minutePasses();
    expect(screen.queryByText('10000004210')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show' })).toBeVisible();
  });
});

describe('the privacy switch', () => {
  it('blurs the record until it is switched off', async () => {
    const { user } = await openPage('/appointments/42', { appointments: { '1/42': answer() } });
    const button = await screen.findByRole('button', { name: 'Privacy: blur the record' });
    await user.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(document.documentElement).toHaveAttribute('data-privacy', 'on');
    await user.click(button);
    expect(document.documentElement).not.toHaveAttribute('data-privacy');
  });
});
