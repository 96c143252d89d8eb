import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { signingOutCookie } from '#contract/session.ts';
import { appointment } from '../fixtures/appointment.ts';
import {
  type FakeResponse,
  json,
  openAppointment,
  openPage,
  problem,
  session,
  signedOut,
} from './open-page.tsx';

const found = json({ success: 'true', data: appointment() });
const noContent: FakeResponse = { response: () => new Response(null, { status: 204 }) };

/** Stores a value as the page stores it. */
const store = (key: string, value: unknown): void => sessionStorage.setItem(key, JSON.stringify(value));

/** The window gets the focus after five minutes, so that the session is fetched again. */
const returnLater = async () => {
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 6 * 60_000);
  await act(async () => {
    window.dispatchEvent(new Event('visibilitychange'));
    await Promise.resolve();
  });
};

describe('stored data of a tab', () => {
  it('is discarded except for the blur setting when another session stored it', async () => {
    store('session-key', 'another-session');
    store('recent-appointments', [{ tenant: '1', id: '4711' }]);
    store('privacy', true);
    const { user } = await openPage('/');
    await user.click(await screen.findByText('Recent appointments'));
    expect(screen.queryByText(/4711/)).toBeNull();
    expect(sessionStorage.getItem('recent-appointments')).toBeNull();
    expect(screen.getByRole('button', { name: 'Privacy: blur the record' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('is kept when the same session stored it', async () => {
    store('session-key', 'first-session');
    store('recent-appointments', [{ tenant: '1', id: '4711' }]);
    const { user } = await openPage('/');
    await user.click(await screen.findByText('Recent appointments'));
    expect(await screen.findByText(/4711/)).toBeVisible();
  });

  it('is discarded with all cached responses when another user has signed in before the user returns to the page', async () => {
    const colleague = session({ user: { id: 'u2', name: 'Selin Aydın' }, session_key: 'second-session' });
    await openAppointment(appointment(), {
      session: [json(session()), json(colleague)],
      appointments: { '1/42': [found, problem(404)] },
    });
    store('recent-appointments', [{ tenant: '1', id: '4711' }]);
    await returnLater();
    expect(await screen.findByRole('heading', { name: 'No appointment #42' })).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
    expect(screen.getByRole('button', { name: 'Account and settings: Selin Aydın' })).toBeVisible();
    expect(sessionStorage.getItem('recent-appointments')).toBeNull();
  });

  it('is discarded when a response reports that the session has ended', async () => {
    await openPage('/appointments/42', {
      session: [json(session()), json(signedOut)],
      appointments: { '1/42': problem(401) },
    });
    store('recent-appointments', [{ tenant: '1', id: '4711' }]);
    expect(await screen.findByRole('heading', { name: 'Your session has ended' })).toBeVisible();
    await waitFor(() => expect(sessionStorage.getItem('recent-appointments')).toBeNull());
    expect(screen.queryByRole('button', { name: /^Account and settings/ })).toBeNull();
  });
});

describe('sign-out', () => {
  it('removes the record at once, and shows that the server does not know until it can be reached', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      let release: (response: FakeResponse) => void = () => undefined;
      const reachable = new Promise<FakeResponse>((resolve) => {
        release = resolve;
      });
      const { requests } = await openAppointment(appointment(), {
        signOut: [{ fail: true }, { when: reachable }],
      });
      act(() => screen.getByRole('button', { name: /^Account and settings/ }).click());
      const signOut = await screen.findByRole('button', { name: 'Sign out' });
      act(() => signOut.click());
      expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
      expect(await screen.findByRole('heading', { name: 'You are signed out' })).toBeVisible();
      expect(await screen.findByText(/^The server does not know yet/)).toBeVisible();
      // The next request of any tab signs out.
      expect(document.cookie).toContain(`${signingOutCookie(false)}=1`);
      release(noContent);
      await act(() => vi.advanceTimersByTimeAsync(6_000));
      await waitFor(() => expect(screen.queryByText(/^The server does not know yet/)).toBeNull());
      expect(requests.filter(({ path }) => path === '/auth/logout')).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
