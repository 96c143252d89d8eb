import type { Page } from '@playwright/test';
import {
  delayScripts,
  expect,
  expectAccessible,
  expectAccessibleInBothSchemes,
  horizontalOverflow,
  noOverflow,
  openAppointment,
  openPalette,
  pathOf,
  signedInState,
  test,
} from './fixtures.ts';

test.use({ storageState: signedInState });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const option = (page: Page, name: RegExp) => page.getByRole('option', { name });
const highlighted = (page: Page) => page.getByRole('option', { selected: true });

test('a receptionist opens the record of a caller by the end of the phone number with seven keys', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/30?tenant=1');
  await openPalette(page);
  await page.keyboard.type('0042');
  await expect(option(page, /^Emma Clarke/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(highlighted(page)).toContainText('Emma Clarke');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('APT-2026-00058');
  await expect(heading(page)).toBeFocused();
  await expect(page.getByText('Emma Clarke').first()).toBeVisible();
});

test('Ctrl+K while scripts load does not reach the browser and opens the palette when they are loaded', async ({
  page,
}) => {
  const release = await delayScripts(page);
  await page.goto('/appointments/42?tenant=1', { waitUntil: 'commit' });
  await expect(page.getByRole('button', { name: /^Find a customer/ })).toBeVisible();
  await page.evaluate(() =>
    addEventListener('keydown', (event) => {
      if (event.key === 'k') Object.assign(window, { prevented: event.defaultPrevented });
    }),
  );
  await page.keyboard.press('Control+k');
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'prevented'))).toBe(true);
  await page.keyboard.type('name');
  expect(await page.evaluate(() => document.hasFocus())).toBe(true);
  await expect(page.getByText('Ctrl K')).toBeHidden();
  release();
  await expect(page.getByRole('combobox', { name: 'Find a customer or an appointment' })).toBeFocused();
  expect(pathOf(page)).toBe('/appointments/42?tenant=1');
});

test('a searched name is in no URL, header, history entry, title or storage, and gone after a reload', async ({
  page,
}) => {
  const seen: string[] = [];
  page.on('request', async (request) => {
    seen.push(request.url(), JSON.stringify(request.headers()));
    if (!request.url().endsWith('/api/v1/search')) seen.push(request.postData() ?? '');
  });
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  page.on('console', (message) => seen.push(message.text()));
  const traces = () =>
    page.evaluate(() =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
        document.title,
        document.referrer,
        history.state as unknown,
        location.href,
        performance.getEntriesByType('resource').map(({ name }) => name),
      ]),
    );
  await openAppointment(page, '/appointments/30?tenant=1');
  await openPalette(page);
  const searched = page.waitForResponse((response) => response.url().endsWith('/api/v1/search'));
  await page.keyboard.type('zanaryname');
  await searched;
  await expect(page.getByText(/^The service found no customer for this/)).toBeVisible();
  seen.push(await traces());
  await page.keyboard.press('Escape');
  seen.push(await traces());
  await page.reload();
  seen.push(await traces(), await page.content());
  expect(seen.filter((text) => /zanary/i.test(text))).toEqual([]);
});

test.describe('the palette', () => {
  test('has no accessibility violations and fits 320 px with results, in both color schemes', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await openPalette(page);
    await expectAccessible(page, 'dialog');
    await page.keyboard.type('öztürk');
    await expect(option(page, /next:/).first()).toBeVisible();
    await expectAccessibleInBothSchemes(page, 'dialog');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await horizontalOverflow(page)).toEqual(noOverflow);
  });

  test('marks the highlighted option in forced colors', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openAppointment(page, '/appointments/42?tenant=1');
    await openPalette(page);
    await page.keyboard.press('ArrowDown');
    await expect(highlighted(page)).toHaveCSS('outline-style', 'solid');
  });

  test('is Turkish after its language option is chosen', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await openPalette(page);
    await page.keyboard.type('türkçe');
    await option(page, /^Türkçe$/).click();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Müşteri veya randevu bul' });
    await field.fill('ozturk');
    await expect(page.getByRole('option', { name: /Zeynep Öztürk.*doğum: 3 Mart 1992/ })).toBeVisible();
    await expectAccessible(page, 'dialog');
  });
});

test.describe('the customer page', () => {
  test('opens from the customer card and lists appointments', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Customer #1187' }).click();
    await expect(heading(page)).toHaveText('Zeynep Öztürk');
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle('Customer #1187 · Nişantaşı Clinic');
    expect(pathOf(page)).toBe('/customers/1187?tenant=1');
    await expect(page.getByRole('table', { name: 'Upcoming' }).getByRole('link').first()).toBeVisible();
    await expectAccessibleInBothSchemes(page);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await horizontalOverflow(page)).toEqual(noOverflow);
  });
});
