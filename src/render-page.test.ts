import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InitialData } from '#contract/initial-data.ts';
import { renderPage } from './render-page.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('rendering an appointment leaves no timer that would keep its data in memory', () => {
  const tenant = { id: '1', name: 'Nişantaşı Clinic', timezone: 'Europe/Istanbul' };
  const data: InitialData = {
    rendered_at: Date.now(),
    time_zone: 'Europe/Istanbul',
    address: null,
    session: {
      signed_in: true,
      user: null,
      tenants: [tenant],
      settings: {
        time_zone: null,
        currency: null,
        phone_country: null,
        idle_minutes: 15,
        avatar_origins: [],
        whatsapp_links: false,
        app_url: null,
        samples: [],
      },
      idle_seconds_left: 900,
      session_key: 'key',
    },
    appointment: {
      tenant: '1',
      id: '42',
      status: 200,
      headers: {},
      body: { success: true, data: { id: 42, code: 'APT-2026-00042' } },
    },
    schedule: null,
  };
  const { html, title } = renderPage({
    data: JSON.stringify(data),
    address: '/appointments/42?tenant=1',
    origin: 'http://localhost:3000',
    language: 'en',
    scheme: 'system',
  });
  expect(title).toBe('APT-2026-00042 · Nişantaşı Clinic');
  expect(html).toContain('APT-2026-00042');
  expect(vi.getTimerCount()).toBe(0);
});
