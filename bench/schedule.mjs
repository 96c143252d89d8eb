// Measures the week of 500 appointments, without throttling: the longest task from opening another week to its paint.
import { withApplication } from './application.mjs';
import { viewport, withBrowser } from './browser.mjs';
import { interleave, mediansOf } from './figures.mjs';
import { offerAfterPaint } from './paint.mjs';
import { appointmentOf, usual } from './payload.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const count = 500;
const dayMs = 86_400_000;

/** @param {string} monday @param {number} perLane how many appointments begin at the same time */
const weekOf = (monday, perLane) => ({
  from: monday,
  to: monday,
  timezone: 'UTC',
  configured_timezone: 'UTC',
  received_at: new Date().toISOString(),
  complete: true,
  items: Array.from({ length: count }, (_, index) => {
    const start =
      Date.parse(`${monday}T08:00:00Z`) + (index % 7) * dayMs + Math.floor(index / 7 / perLane) * 1_200_000;
    return {
      kind: 'appointment',
      start_at: new Date(start).toISOString(),
      end_at: new Date(start + 1_200_000).toISOString(),
      doctor_name: `Doctor ${index % perLane}`,
      treatment_name: 'Consultation',
      appointment_id: String(index + 1),
      show_details: true,
      meta: { status: index % 9 === 0 ? 'cancelled' : 'confirmed' },
    };
  }),
  deviations: [],
});

/**
 * Runs in the page: opens the next week and resolves to the figures once it is painted.
 *
 * @returns {Promise<{ paint: number, longest: number }>}
 */
const openNextWeek = () =>
  new Promise((resolve) => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    const start = performance.now();
    const look = () => {
      if (!document.querySelector('[data-entry="1"]') || !location.search.includes('11-30'))
        return requestAnimationFrame(look);
      // Long tasks are reported after they end.
      return window.afterPaint((now) => setTimeout(() => resolve({ paint: now - start, longest }), 200));
    };
    const link = document.querySelector('a[aria-keyshortcuts="]"]');
    if (link instanceof HTMLElement) link.click();
    requestAnimationFrame(look);
  });

/** @param {{ rounds: number }} options */
export const measureSchedule = ({ rounds }) =>
  withApplication(
    (id) => JSON.stringify(appointmentOf(usual, id)),
    ({ origin, signedIn }) =>
      withBrowser(async (browser) => {
        /** @param {number} perLane */
        const week = (perLane) => async () => {
          const context = await browser.newContext({ storageState: signedIn, viewport });
          try {
            const page = await context.newPage();
            await page.addInitScript(offerAfterPaint);
            await page.route('**/api/v1/schedule?*', (route) =>
              route.fulfill({
                json: weekOf(new URL(route.request().url()).searchParams.get('from') ?? '', perLane),
              }),
            );
            await page.goto(`${origin}/appointments?date=2026-11-23&view=week`);
            await page.locator('[data-entry="1"]').waitFor();
            const { paint, longest } = await page.evaluate(openNextWeek);
            return { 'next week painted ms': paint, 'longest task ms (0: none over 50)': longest };
          } finally {
            await context.close();
          }
        };
        return mediansOf(
          await interleave(rounds, { 'two doctors': week(2), 'ten doctors': week(10) }),
          (round) => round,
        );
      }),
  );
