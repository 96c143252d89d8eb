import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import {
  type FakeRequest,
  type FakeResponse,
  json,
  type OpenOptions,
  openPage,
  problem,
} from './open-page.tsx';

const related = json({
  success: 'true',
  data: appointment({ id: 57, code: 'APT-2026-00057', parent_appointment: null, child_appointments: [] }),
});

const openWithLink = async (
  relatedResponse: FakeResponse | FakeResponse[] = related,
  headers: Record<string, string> = {},
  options: OpenOptions = {},
) => {
  const page = await openPage('/appointments/42', {
    ...options,
    appointments: {
      '1/42': { response: () => Response.json({ success: 'true', data: appointment() }, { headers }) },
      '1/57': relatedResponse,
    },
  });
  const region = await screen.findByRole('region', { name: 'Related appointments' });
  // In StrictMode effects run twice, which would cancel the prefetch that a pointer has started.
  await act(() => Promise.resolve());
  return { ...page, link: within(region).getByRole('link', { name: /APT-2026-00057/ }) };
};

const requestsOf57 = (requests: FakeRequest[]) => requests.filter(({ path }) => path.includes('/57'));

const prefetched = { method: 'GET', path: '/api/v1/appointments/57', tenant: '1', prefetch: true };
const fetched = { ...prefetched, prefetch: false };
const loggedAsOpened = {
  method: 'POST',
  path: '/privacy/appointments/57/actions',
  tenant: '1',
  body: { action: 'opened' },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

const hover = async (link: HTMLElement) => {
  fireEvent.pointerEnter(link, { pointerType: 'mouse' });
  await act(() => vi.advanceTimersByTimeAsync(200));
};

describe('related appointment', () => {
  it('is prefetched when the pointer rests on its link, and logged as opened only when it is opened', async () => {
    const { requests, link } = await openWithLink();
    await hover(link);
    expect(requestsOf57(requests)).toMatchObject([prefetched]);
    act(() => link.click());
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('APT-2026-00057');
    await waitFor(() => expect(requestsOf57(requests)).toMatchObject([prefetched, loggedAsOpened]));
  });

  it('is prefetched when its link has focus', async () => {
    const { requests, link } = await openWithLink();
    act(() => link.focus());
    await act(() => vi.advanceTimersByTimeAsync(200));
    expect(requestsOf57(requests)).toMatchObject([prefetched]);
  });

  it('is not prefetched when the pointer only passes over its link', async () => {
    const { requests, link } = await openWithLink();
    fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    fireEvent.pointerLeave(link);
    await act(() => vi.advanceTimersByTimeAsync(200));
    expect(requestsOf57(requests)).toEqual([]);
  });

  it('is prefetched once when the pointer returns to its link', async () => {
    const { requests, link } = await openWithLink();
    for (let time = 0; time < 3; time += 1) {
      await hover(link);
      fireEvent.pointerLeave(link);
    }
    expect(requestsOf57(requests)).toMatchObject([prefetched]);
  });

  it('is fetched when it is opened after its prefetch failed', async () => {
    const { requests, link } = await openWithLink([problem(500), related]);
    await hover(link);
    act(() => link.click());
    expect(await screen.findByRole('heading', { level: 1, name: /APT-2026-00057/ })).toBeVisible();
    expect(requestsOf57(requests)).toMatchObject([prefetched, fetched]);
  });

  it('is opened by the browser, in a new tab, on a Ctrl click on its link', async () => {
    const { link } = await openWithLink();
    const prevented: boolean[] = [];
    const listener = (event: Event) => {
      prevented.push(event.defaultPrevented);
      // jsdom has no tabs.
      event.preventDefault();
    };
    window.addEventListener('click', listener, { once: true });
    fireEvent.click(link, { ctrlKey: true });
    expect(prevented).toEqual([false]);
    expect(link).toHaveAttribute('href', '/appointments/57?tenant=1');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('APT-2026-00042');
  });

  it('is not prefetched while few requests remain in the rate limit', async () => {
    const { requests, link } = await openWithLink(related, {
      'X-RateLimit-Remaining': '5',
      'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + 60),
    });
    await hover(link);
    expect(requestsOf57(requests)).toEqual([]);
  });

  describe('whose opening cannot be logged', () => {
    const unavailable = problem(503, {}, 'database_unavailable');
    const reports = (requests: FakeRequest[]) =>
      requestsOf57(requests).filter(({ path }) => path.endsWith('/actions'));
    const openPrefetched = async (actions: FakeResponse[]) => {
      const page = await openWithLink(related, {}, { actions });
      await hover(page.link);
      act(() => page.link.click());
      expect(await screen.findByRole('heading', { level: 1, name: /APT-2026-00057/ })).toBeVisible();
      return page;
    };

    it('stays visible while the report is repeated, and is covered with the reason after ten seconds until it is logged', async () => {
      const noContent = { response: () => new Response(null, { status: 204 }) };
      const failing = [1, 2, 3, 4, 5].map(() => unavailable);
      const { requests } = await openPrefetched([...failing, noContent]);
      await act(() => vi.advanceTimersByTimeAsync(5_000));
      expect(screen.getByRole('article')).toBeVisible();
      await act(() => vi.advanceTimersByTimeAsync(5_500));
      expect(await screen.findByRole('heading', { name: 'This appointment is hidden' })).toBeVisible();
      expect(screen.queryByRole('article')).toBeNull();
      await act(() => vi.advanceTimersByTimeAsync(10_000));
      expect(await screen.findByRole('article')).toBeVisible();
      expect(reports(requests)).toHaveLength(6);
    });

    it('is reported again after the user has left it', async () => {
      const { requests } = await openPrefetched([
        unavailable,
        { response: () => new Response(null, { status: 204 }) },
      ]);
      await waitFor(() => expect(reports(requests)).toHaveLength(1));
      act(() => screen.getByRole('link', { name: 'Appointments' }).click());
      await act(() => vi.advanceTimersByTimeAsync(2_000));
      await waitFor(() => expect(reports(requests)).toHaveLength(2));
    });
  });
});
