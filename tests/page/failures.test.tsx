import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { type Answer, hudson, json, nisantasi, openPage, problem, session, signedOut } from './open-page.tsx';

const several = json(session({ tenants: [nisantasi, hudson] }));
const found = json({ success: 'true', data: appointment() });

const open = (answer: Answer | Answer[], address = '/appointments/42', sessionAnswer?: Answer) =>
  openPage(address, {
    appointments: { '1/42': answer },
    ...(sessionAnswer && { session: sessionAnswer }),
  });

describe('a link that names no appointment', () => {
  it.each(['abc', '0', '-1', '4.2', '42abc', '99999999999999999999'])(
    '%s is said to be none and never asked for',
    async (id) => {
      const { asked } = await openPage(`/appointments/${id}`);
      expect(await screen.findByRole('heading', { name: 'This link names no appointment' })).toBeVisible();
      expect(asked).toEqual(['GET /auth/session']);
    },
  );
});

describe('a link with the full stop of its sentence', () => {
  it('says what is the matter and offers the appointment it means', async () => {
    await openPage('/appointments/42.');
    expect(await screen.findByRole('link', { name: 'Open #42' })).toHaveAttribute('href', '/appointments/42');
  });
});

describe('an appointment that cannot be shown', () => {
  it('is being loaded first, and says so to screen readers', async () => {
    await open({ never: true });
    expect(await screen.findByRole('region', { name: 'Appointment #42' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('is not found: the reader’s other clinics are offered by name and none is asked', async () => {
    const { asked } = await open(problem(404), '/appointments/42?tenant=1', several);
    const screenShown = await screen.findByRole('alert');
    expect(
      within(screenShown).getByRole('heading', { name: 'There is no appointment #42 here' }),
    ).toBeVisible();
    expect(within(screenShown).getByRole('link', { name: 'Hudson Clinic' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=2',
    );
    expect(asked.filter((one) => one.includes('/api/'))).toEqual(['GET /api/v1/appointments/42 for 1']);
  });

  it.each<[string, Answer, string]>([
    ['the reader has no permission', problem(403), 'You may not see this appointment'],
    ['the service refuses the request', problem(422), 'The service refused this request'],
    ['the network is away', { fail: true }, 'No connection'],
    ['the gateway had no answer in time', problem(504), 'No answer in time'],
    ['the service does not understand', problem(400), 'The service did not understand this request'],
    ['the service breaks', problem(502), 'The service failed'],
    ['the record is being changed', problem(409), 'The record is being changed'],
    [
      'the service cannot be reached',
      problem(502, {}, 'upstream_unreachable'),
      'The service cannot be reached',
    ],
    ['the answer breaks off', problem(502, {}, 'upstream_truncated'), 'The answer broke off'],
    ['the connection is reset', problem(502, {}, 'upstream_reset'), 'The answer broke off'],
    ['the gateway got no JSON', problem(502, {}, 'upstream_content_type'), 'The answer makes no sense'],
    [
      'the gateway got another record',
      problem(502, {}, 'upstream_wrong_record'),
      'The service sent another appointment',
    ],
    ['the answer holds no appointment', json({ success: true, data: [] }), 'The answer makes no sense'],
    ['the answer is no JSON', { response: () => new Response('<html>') }, 'The answer makes no sense'],
  ])('says why when %s', async (_, answer, heading) => {
    await open(answer);
    expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open another appointment' })).toHaveAttribute('href', '/');
  });

  it('shows what came in place of an appointment', async () => {
    const { user } = await open({ response: () => new Response('<html>Maintenance</html>') });
    await user.click(await screen.findByText('The raw answer'));
    expect(screen.getByRole('region', { name: 'The raw answer' })).toHaveTextContent(
      '<html>Maintenance</html>',
    );
  });

  it('leads back to the very same link when the sign-in has ended', async () => {
    await open(problem(401), '/appointments/42?tenant=1#session-7', several);
    const link = await screen.findByRole('link', { name: 'Sign in' });
    expect(link).toHaveAttribute(
      'href',
      `/auth/login?return_to=${encodeURIComponent('/appointments/42?tenant=1#session-7')}`,
    );
  });

  it('is shown after another try', async () => {
    const { user } = await open([{ fail: true }, found]);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeVisible();
  });

  it('is asked for again by itself when the network is back', async () => {
    await open([{ fail: true }, found]);
    await screen.findByRole('heading', { name: 'No connection' });
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByRole('article')).toBeVisible();
  });
});

describe('a service that asks for a pause', () => {
  it('is not asked before the pause is over, then once, by itself', async () => {
    vi.useFakeTimers({
      toFake: ['Date', 'setInterval', 'clearInterval'],
      now: new Date('2026-11-22T09:00:00Z'),
    });
    try {
      const { asked } = await open([problem(429, { 'Retry-After': '30' }), found]);
      expect(await screen.findByRole('heading', { name: 'Too many requests' })).toBeVisible();
      expect(screen.getByRole('timer')).toHaveTextContent('Trying again in 30 s');
      expect(screen.getByRole('button', { name: 'Try again' })).toBeDisabled();
      vi.advanceTimersByTime(29_000);
      await waitFor(() => expect(screen.getByRole('timer')).toHaveTextContent('Trying again in 1 s'));
      expect(asked.filter((one) => one.includes('/api/'))).toHaveLength(1);
      vi.advanceTimersByTime(1_000);
      expect(await screen.findByRole('article')).toBeVisible();
      expect(asked.filter((one) => one.includes('/api/'))).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a service that fails', () => {
  it('gets four requests for one opening and no more', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout'],
      shouldAdvanceTime: true,
      advanceTimeDelta: 100,
    });
    try {
      const { asked } = await open(problem(503));
      for (
        let step = 0;
        step < 12 && !screen.queryByRole('heading', { name: 'The service is not available' });
        step += 1
      )
        await vi.advanceTimersByTimeAsync(2_000);
      expect(screen.getByRole('heading', { name: 'The service is not available' })).toBeVisible();
      expect(asked.filter((one) => one.includes('/api/'))).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a reader who is not signed in', () => {
  it('is led to the sign-in and back to the link', async () => {
    const { asked } = await open(found, '/appointments/42?tenant=2#session-7', json(signedOut));
    expect(await screen.findByRole('heading', { name: 'Sign in to see this appointment' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      `/auth/login?return_to=${encodeURIComponent('/appointments/42?tenant=2#session-7')}`,
    );
    expect(asked).toEqual(['GET /auth/session']);
  });

  it('is told when the gateway cannot be reached', async () => {
    await open(found, '/appointments/42', { fail: true });
    expect(await screen.findByRole('heading', { name: 'No connection' })).toBeVisible();
  });

  it.each([
    ['denied', 'The sign-in was cancelled.'],
    ['expired', /took too long/],
    ['no_cookies', /sent no cookies/],
    ['unknown', /another browser/],
    ['failed', /did not succeed/],
  ])('is told what became of a sign-in that ended with %s', async (reason, words) => {
    await openPage(`/sign-in?problem=${reason}&return_to=%2Fappointments%2F42`, { session: json(signedOut) });
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2Fappointments%2F42',
    );
  });

  it('is never led to another origin', async () => {
    await openPage('/sign-in?return_to=%2F%2Fevil.example.com', { session: json(signedOut) });
    expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2F',
    );
  });
});
