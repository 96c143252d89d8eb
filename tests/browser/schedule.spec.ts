import type { Page } from '@playwright/test';
import { schedule, scheduleItem } from '../fixtures/schedule.ts';
import {
  expect,
  expectAccessible,
  expectAccessibleInBothSchemes,
  horizontalOverflow,
  noOverflow,
  omitInitialData,
  signedInState,
  test,
  waitForAppointment,
  waitForHydration,
} from './fixtures.ts';

/** A response of the gateway's schedule with one appointment at each of the given times. */
const scheduleOf = (starts: readonly string[], timezone = 'Europe/Istanbul') => ({
  from: '2026-03-29',
  to: '2026-03-29',
  timezone,
  configured_timezone: timezone,
  received_at: new Date().toISOString(),
  complete: true,
  items: starts.map((start_at, index) => ({
    kind: 'appointment',
    start_at,
    end_at: new Date(Date.parse(start_at) + 1_800_000).toISOString(),
    doctor_name: `Doctor ${index % 10}`,
    treatment_name: 'Consultation',
    appointment_id: String(index + 1),
    show_details: true,
    meta: { status: 'confirmed' },
  })),
  deviations: [],
});

const respondWithSchedule = async (page: Page, json: unknown) => {
  await omitInitialData(page);
  await page.route('**/api/v1/schedule?*', (route) => route.fulfill({ json }));
};

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const rows = (page: Page) => page.getByRole('table').first().getByRole('link');
/** Resolves when the first appointments respond to input; details of rows far below the window are not loaded. */
const waitForRows = async (page: Page) => {
  await expect(page.locator('[data-entry]').first()).toBeVisible();
  await waitForHydration(page);
};

test.describe('schedule', () => {
  test.use({ storageState: signedInState });

  test('a doctor opens the first record of the day and steps to the end and into the following day', async ({
    page,
  }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/appointments\?tenant=1/);
    await waitForRows(page);
    const date = await page.getByLabel('Date').inputValue();
    const opened = await rows(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(opened.length).toBeGreaterThan(1);
    await rows(page).first().click();
    await waitForAppointment(page);
    const next = page.getByRole('link', { name: /^Next: / });
    const length = await page.evaluate(() => history.length);
    for (const href of opened.slice(1)) {
      await expect(next).toBeVisible();
      await page.keyboard.press(']');
      await expect.poll(() => new URL(page.url()).pathname).toBe(href?.split('?')[0]);
      await waitForAppointment(page);
    }
    await expect(next).toHaveText(/^Next: \w{3} \d{1,2} \w{3}, \d{2}:\d{2}/);
    await page.keyboard.press('j');
    await waitForAppointment(page);
    const back = page.getByRole('link', { name: 'Back to the list' });
    await expect
      .poll(async () => ((await back.getAttribute('href')) ?? '').includes(`date=${date}`))
      .toBe(false);
    expect(await page.evaluate(() => history.length)).toBe(length);
    await page.goBack();
    await expect(page).toHaveURL(/\/appointments\?tenant=1/);
    await expect(rows(page).first()).toBeFocused();
  });

  test('a shared link opens the filtered day', async ({ page }) => {
    await page.goto('/appointments?tenant=1');
    await waitForRows(page);
    const doctor = page.getByRole('combobox', { name: 'Doctor' });
    const option = doctor.locator('option').nth(1);
    await expect(option).toBeAttached();
    const name = (await option.textContent()) ?? '';
    await doctor.selectOption({ index: 1 });
    await expect(page).toHaveURL(/doctor=\d+/);
    const link = page.url();
    expect(new URL(link).searchParams.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const shown = await rows(page).count();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(rows(page)).toHaveCount(shown);
    for (const row of await page.locator('tr[data-row]').all()) await expect(row).toContainText(name);
  });

  for (const [date, hours, starts] of [
    ['2026-03-29', 23, ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']],
    ['2026-10-25', 25, ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
  ] as const)
    test(`the day of ${hours} hours shows both sides of the clock change at their time`, async ({ page }) => {
      await respondWithSchedule(page, scheduleOf(starts, 'Europe/Berlin'));
      await page.goto(`/appointments?tenant=1&date=${date}&view=day`);
      const links = page.locator('[data-entry]');
      await expect(links).toHaveCount(2);
      const times = hours === 23 ? ['01:30', '03:30'] : ['02:30', '02:30'];
      await expect(links.nth(0)).toContainText(times[0] ?? '');
      await expect(links.nth(1)).toContainText(times[1] ?? '');
      const tops = await links.evaluateAll((found) => found.map((link) => link.getBoundingClientRect().top));
      // An hour passes between them in any case.
      expect(Math.round((tops[1] ?? 0) - (tops[0] ?? 0))).toBe(70);
    });

  test('shows 500 appointments of a week, each as a link under its day', async ({ page }) => {
    const day = Date.parse('2026-11-23T06:00:00Z');
    const starts = Array.from({ length: 500 }, (_, index) =>
      new Date(day + (index % 7) * 86_400_000 + Math.floor(index / 7) * 420_000).toISOString(),
    );
    await respondWithSchedule(page, scheduleOf(starts));
    await page.goto('/appointments?tenant=1&date=2026-11-24&view=week');
    await expect(page.locator('[data-entry]')).toHaveCount(500);
    await expect(
      page.getByRole('region', { name: 'Mon 23 Nov', exact: true }).getByRole('listitem'),
    ).toHaveCount(72);
  });

  for (const view of ['day', 'week'])
    test(`the ${view} shows every status in words and the extent of its entries in forced colors`, async ({
      page,
    }) => {
      const items = ['confirmed', 'pending', 'completed', 'cancelled'].map((status, index) =>
        scheduleItem({ id: String(index + 1), start: `2026-11-24T0${index + 6}:00:00Z`, status }),
      );
      await respondWithSchedule(page, schedule(items));
      await page.emulateMedia({ forcedColors: 'active' });
      await page.goto(`/appointments?tenant=1&date=2026-11-24&view=${view}`);
      await waitForRows(page);
      for (const status of ['Confirmed', 'Pending', 'Completed', 'Cancelled']) {
        const entry = page.getByRole('link', { name: new RegExp(status) });
        // A text for screen readers only is one pixel wide.
        const text = await entry.getByText(status, { exact: true }).boundingBox();
        expect(text?.width).toBeGreaterThan(20);
        expect(await entry.evaluate((element) => getComputedStyle(element).borderBottomWidth)).toBe('1px');
      }
      const selected = page.getByRole('navigation', { name: 'View' }).locator('[aria-current]');
      // Otherwise the browser paints a backplate behind the text, in the text's own color.
      expect(await selected.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe('none');
    });

  for (const view of ['list', 'day', 'week'])
    test(`the ${view} has no axe finding and no horizontal overflow on a phone`, async ({ page }) => {
      await page.goto(`/appointments?tenant=1&view=${view}`);
      await waitForRows(page);
      await expect(heading(page)).toBeVisible();
      await expectAccessibleInBothSchemes(page, 'main');
      await page.setViewportSize({ width: 320, height: 700 });
      await expectAccessible(page, 'main');
      expect(await horizontalOverflow(page)).toEqual(noOverflow);
    });
});
