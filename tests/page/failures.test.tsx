import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import {
  apiRequests,
  type FakeResponse,
  hudson,
  json,
  nisantasi,
  openPage,
  problem,
  session,
  signedOut,
} from './open-page.tsx';

const found = json({ success: 'true', data: appointment() });
const notJson = (body: string): FakeResponse => ({ response: () => new Response(body) });

const openWith = (
  response: FakeResponse | FakeResponse[],
  url = '/appointments/42',
  sessionResponse: FakeResponse | FakeResponse[] = json(session()),
) => openPage(url, { appointments: { '1/42': response }, session: sessionResponse });

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const signInHref = (url: string) => `/auth/login?return_to=${encodeURIComponent(url)}`;

describe('appointment link', () => {
  it.each(['abc', '0', '-1', '4.2', '4,2', '42abc', '99999999999999999999', '%3Cb%3E'])(
    'is rejected without a request when the number is %s',
    async (id) => {
      const { requests } = await openPage(`/appointments/${id}`);
      expect(await heading('This link has no appointment number')).toBeVisible();
      expect(screen.getByRole('link', { name: 'Open another appointment' })).toHaveAttribute(
        'href',
        '/?tenant=1',
      );
      expect(apiRequests(requests)).toEqual([]);
    },
  );

  it('opens its appointment when it ends with the full stop of a sentence', async () => {
    await openWith(found, '/appointments/42.');
    expect(await screen.findByRole('article')).toBeVisible();
  });
});

describe('unknown page', () => {
  it('shows an error with a link to the home page', async () => {
    await openPage('/appointment/42');
    expect(await heading('Page not found')).toBeVisible();
    expect(
      within(screen.getByRole('main')).getByRole('link', { name: 'Open an appointment' }),
    ).toHaveAttribute('href', '/?tenant=1');
  });
});

describe('appointment request', () => {
  it('shows a loading state to screen readers while it is pending', async () => {
    await openWith({ never: true });
    expect(await screen.findByRole('region', { name: 'Appointment #42' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('offers the user’s other clinics, without requesting them, when the appointment is not found', async () => {
    const { requests } = await openWith(
      problem(404),
      '/appointments/42?tenant=1',
      json(session({ tenants: [nisantasi, hudson] })),
    );
    expect(await heading('No appointment #42')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Hudson Clinic' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=2',
    );
    expect(apiRequests(requests)).toMatchObject([{ tenant: '1' }]);
  });

  it('moves the focus to the heading of the problem when the record is gone', async () => {
    const { user } = await openWith([found, problem(404)]);
    const heading42 = await screen.findByRole('heading', { level: 1, name: /24 November 2026/ });
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('button', { name: 'Check again now' }));
    await waitFor(() => expect(heading42).not.toBeInTheDocument());
    expect(await heading('No appointment #42')).toHaveFocus();
    expect(document.title).toBe('No appointment #42');
  });

  it('offers to sign in with another account when the user has no access', async () => {
    const { requests, user } = await openWith(problem(403));
    await user.click(await screen.findByRole('button', { name: 'Use another account' }));
    expect(await heading('You are signed out')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      signInHref('/appointments/42?tenant=1'),
    );
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/logout' }));
  });

  it('shows the message of the service on request when it was rejected', async () => {
    const { user } = await openWith(problem(422));
    expect(screen.queryByText('Made up for a test.')).toBeNull();
    await user.click(await screen.findByText('Message from the service'));
    expect(screen.getByText('Made up for a test.')).toBeVisible();
  });

  it('shows the response as text when it is not JSON', async () => {
    const body = '<img src=x onerror="document.title=1"><h1>Maintenance</h1>';
    const { user } = await openWith(notJson(body));
    await user.click(await screen.findByText('Raw response'));
    expect(screen.getByRole('region', { name: 'Raw response' })).toHaveTextContent(body);
  });

  it('offers to sign in and return to the same URL when the session has ended', async () => {
    const url = '/appointments/42?tenant=1#session-7';
    await openWith(problem(401), url);
    expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', signInHref(url));
  });

  it('is repeated by “Try again”', async () => {
    const { user } = await openWith([{ fail: true }, found]);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeVisible();
  });

  it('is repeated when the network is back', async () => {
    await openWith([{ fail: true }, found]);
    await heading('No connection');
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByRole('article')).toBeVisible();
  });

  it('is repeated once, after the countdown, when the service responds 429 with Retry-After', async () => {
    vi.useFakeTimers({
      toFake: ['Date', 'setInterval', 'clearInterval'],
      now: new Date('2026-11-22T09:00:00Z'),
    });
    try {
      const { requests } = await openWith([problem(429, { 'Retry-After': '30' }), found]);
      expect(await heading('Too many requests')).toBeVisible();
      expect(screen.getByRole('timer')).toHaveTextContent('Trying again in 30 s');
      expect(screen.getByRole('button', { name: 'Try again' })).toBeDisabled();
      vi.advanceTimersByTime(29_000);
      await waitFor(() => expect(screen.getByRole('timer')).toHaveTextContent('Trying again in 1 s'));
      expect(apiRequests(requests)).toHaveLength(1);
      vi.advanceTimersByTime(1_000);
      expect(await screen.findByRole('article')).toBeVisible();
      expect(apiRequests(requests)).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('failing appointment request', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const retriesPass = async () => {
    for (let step = 0; step < 5; step += 1) await act(() => vi.advanceTimersByTimeAsync(2_000));
  };

  it.each<[string, FakeResponse, string, RegExp]>([
    ['status 400', problem(400), 'The service did not understand this request', /error 400/],
    [
      'status 403',
      problem(403),
      'You have no access to this appointment',
      /may not view it at Nişantaşı Clinic/,
    ],
    ['status 409', problem(409), 'The appointment is not available right now', /error 409/],
    ['status 422', problem(422), 'The service rejected this request', /error 422/],
    [
      'status 500',
      problem(500, { 'X-Request-Id': 'made-up-7' }),
      'Something went wrong at the service',
      /error 500.*made-up-7/,
    ],
    ['status 502', problem(502), 'Something went wrong at the service', /error 502/],
    [
      'code insufficient_scope',
      problem(403, {}, 'insufficient_scope'),
      'Your sign-in does not include this permission',
      /Sign in again to grant it/,
    ],
    [
      'code database_unavailable',
      problem(503, {}, 'database_unavailable'),
      'This application is not available',
      /own database does not respond/,
    ],
    ['code upstream_timeout', problem(503, {}, 'upstream_timeout'), 'No response in time', /took too long/],
    [
      'code upstream_unreachable',
      problem(503, {}, 'upstream_unreachable'),
      'The service cannot be reached',
      /./,
    ],
    ['code upstream_truncated', problem(503, {}, 'upstream_truncated'), 'The response was cut off', /./],
    ['code upstream_reset', problem(503, {}, 'upstream_reset'), 'The response was cut off', /./],
    [
      'code upstream_content_type',
      problem(502, {}, 'upstream_content_type'),
      'The response could not be read',
      /./,
    ],
    [
      'code upstream_wrong_record',
      problem(502, {}, 'upstream_wrong_record'),
      'The service returned a different appointment',
      /./,
    ],
    ['status 503', problem(503), 'The service is not available', /temporarily closed/],
    ['status 504', problem(504), 'No response in time', /took too long/],
    ['no response', { fail: true }, 'No connection', /could not reach the server/],
    [
      'JSON without an appointment',
      json({ success: true, data: [] }),
      'The response could not be read',
      /response contains no appointment/,
    ],
    [
      'a body that is not JSON',
      notJson('<html>'),
      'The response could not be read',
      /response contains no appointment/,
    ],
  ])(
    'explains the failure and offers another appointment after %s',
    async (_, response, name, explanation) => {
      await openWith(response);
      await retriesPass();
      expect(await heading(name)).toBeVisible();
      expect(screen.getByRole('main')).toHaveTextContent(explanation);
      expect(document.title).toBe(name);
      expect(screen.queryByRole('alert')).toBeNull();
      expect(screen.getByRole('link', { name: 'Open another appointment' })).toHaveAttribute(
        'href',
        '/?tenant=1',
      );
      expect(screen.queryByRole('article')).toBeNull();
      expect(document.querySelector('[aria-busy=true]')).toBeNull();
    },
  );

  it('is sent four times at most', async () => {
    const { requests } = await openWith(problem(503));
    await retriesPass();
    expect(await heading('The service is not available')).toBeVisible();
    await retriesPass();
    expect(apiRequests(requests)).toHaveLength(4);
  });
});

describe('long Retry-After', () => {
  it('of status 503 is shown at once with a working button', async () => {
    const { requests, user } = await openWith([problem(503, { 'Retry-After': '3600' }), found]);
    expect(await heading('The service is not available')).toBeVisible();
    expect(screen.getByRole('main')).toHaveTextContent(/It can be tried again from .*\d\d:\d\d\./);
    expect(apiRequests(requests)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeVisible();
  });

  it('of status 429 is shown as a time with a working button', async () => {
    const { user } = await openWith([problem(429, { 'Retry-After': '3600' }), found]);
    expect(await screen.findByRole('timer')).toHaveTextContent(/^It can be tried again from .*\d\d:\d\d\.$/);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeVisible();
  });
});

describe('session request', () => {
  it('is repeated by “Try again” after it failed', async () => {
    const { user } = await openWith(found, '/appointments/42', [{ fail: true }, json(session())]);
    expect(await heading('No connection')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeVisible();
  });
});

describe('sign-in screen', () => {
  it('replaces an appointment, returns to its URL and requests nothing when the user is signed out', async () => {
    const url = '/appointments/42?tenant=2#session-7';
    const { requests } = await openWith(found, url, json(signedOut));
    expect(await heading('Sign in to view this appointment')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', signInHref(url));
    expect(apiRequests(requests)).toEqual([]);
  });

  it.each([
    ['denied', /was cancelled/],
    ['expired', /took too long/],
    ['no_cookies', /sent no cookies/],
    ['unknown', /another browser/],
    ['failed', /Sign-in failed/],
  ])('explains why the sign-in was %s and returns to the same URL', async (reason, text) => {
    await openPage(`/sign-in?problem=${reason}&return_to=%2Fappointments%2F42`, { session: json(signedOut) });
    expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible();
    expect(screen.getByRole('main')).toHaveTextContent(text);
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      signInHref('/appointments/42'),
    );
  });

  it('never returns to another origin', async () => {
    await openPage('/sign-in?return_to=%2F%2Fevil.example.com', { session: json(signedOut) });
    expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', signInHref('/'));
  });
});
