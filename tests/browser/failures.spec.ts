import type { Page, Route } from '@playwright/test';
import {
  expect,
  expectAccessibleInBothSchemes,
  omitInitialData,
  openAppointment,
  pathOf,
  quickOpen,
  signedInState,
  signIn,
  test,
  waitForAppointment,
} from './fixtures.ts';

const url = '/appointments/42?tenant=1#session-7';
const service = '**/api/v1/appointments/**';

test.use({
  storageState: signedInState,
  // The browser logs every response with an error status; these tests are about them.
  expectedErrors: [/Failed to load resource/],
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

const problem =
  (status: number, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({ status, headers, json: { error: 'made_up', message: 'Made up for a test.' } });

const failures: Record<string, (route: Route) => Promise<void>> = {
  'You have no access to this appointment': problem(403),
  'The service rejected this request': problem(422),
  'Too many requests': problem(429, { 'Retry-After': '30' }),
  'Something went wrong at the service': problem(500, { 'X-Request-Id': 'made-up-7' }),
  'The response could not be read': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Maintenance</h1>' }),
};

test('every failure screen is accessible and keeps the URL', async ({ page }) => {
  test.slow();
  await omitInitialData(page);
  for (const [title, respond] of Object.entries(failures))
    await test.step(title, async () => {
      await page.route(service, respond);
      await page.goto('about:blank');
      await page.goto(url);
      // Some failures are retried before they are shown.
      await expect(heading(page)).toHaveText(title, { timeout: 20_000 });
      expect(pathOf(page)).toBe(url);
      await expectAccessibleInBothSchemes(page);
      await page.unroute(service);
    });
});

test('a 404 in the document is shown without a request, and another clinic opens from it', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  // The first clinic has 57 and the second does not.
  await page.goto('/appointments/57?tenant=2');
  await expect(heading(page)).toHaveText('No appointment #57');
  const clinics = page.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(clinics).toHaveText(['Nişantaşı Clinic', 'Al Noor Skin Centre']);
  expect(requests.filter((path) => path.startsWith('/api/'))).toEqual([]);
  await clinics.first().click();
  await waitForAppointment(page);
  expect(pathOf(page)).toBe('/appointments/57?tenant=1');
});

test('a failure after navigation moves focus to its heading', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await quickOpen(page, '999999');
  await expect(heading(page)).toHaveText('No appointment #999999');
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle('No appointment #999999');
  await page.goBack();
  await expect(heading(page)).toContainText('APT-2026-00042');
  await expect(heading(page)).toBeFocused();
});

test.describe('session that ends while the page is open', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('removes the patient data, and signing in returns to the same URL', async ({ page, context }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    await context.clearCookies();
    await quickOpen(page, '/appointments/57?tenant=1');
    await expect(heading(page)).toHaveText('Your session has ended');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
    await expectAccessibleInBothSchemes(page);
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await expect(heading(page)).toContainText('APT-2026-00057');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
  });
});

test.describe('offline browser', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test('shows an error, and loads the appointment when it is online again', async ({ page, context }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    // The hint appears when the palette is loaded.
    await expect(page.getByText('Ctrl K')).toBeVisible();
    await context.setOffline(true);
    await quickOpen(page, '57');
    await expect(heading(page)).toHaveText('No connection');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
    await expectAccessibleInBothSchemes(page);
    await context.setOffline(false);
    await expect(heading(page)).toContainText('APT-2026-00057');
  });
});

test.describe('part of the page whose script does not load', () => {
  test.use({ expectedErrors: [/Failed to load resource|Failed to fetch dynamically imported module/] });

  test('stays as the gateway rendered it, with a message, until its script is loaded', async ({ page }) => {
    const parts = '**/assets/parts-*';
    await page.route(parts, (route) => route.abort());
    await page.goto('/appointments/42?tenant=1&view=timeline');
    const message = page.getByRole('alert').filter({ hasText: 'This page could not be loaded completely' });
    await expect(message).toBeVisible();
    const timeline = page.getByRole('tabpanel', { name: 'Timeline' }).getByRole('img');
    await expect(timeline).toBeVisible();
    await page.unroute(parts);
    await expect(message).toBeHidden();
    await expect(timeline).toBeVisible();
  });

  test('shows an error and can be retried when the page was not rendered by the gateway', async ({
    page,
  }) => {
    const parts = '**/assets/parts-*';
    await omitInitialData(page);
    await page.route(parts, (route) => route.abort());
    await openAppointment(page, url);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const failed = page.getByRole('tabpanel', { name: 'Timeline' }).getByRole('alert');
    await expect(failed).toContainText('This part of the page could not be shown.');
    await page.unroute(parts);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Timeline' }).getByRole('img')).toBeVisible();
    await expect(failed).toBeHidden();
  });
});

test.describe('script that does not load', () => {
  test.use({ expectedErrors: [/Failed to load resource|Failed to fetch dynamically imported module/] });

  for (const [name, script] of [
    ['main script', '**/assets/app-*.js'],
    ['catalog', '**/assets/en-*.js'],
  ] as const)
    test(`shows a message with a link that reloads the page: ${name}`, async ({ page }) => {
      await page.route(script, (route) => route.abort());
      await page.goto(url);
      const message = page.getByRole('alert').filter({ hasText: 'This page could not be loaded completely' });
      await expect(message).toBeVisible();
      await expect(message.getByText('yüklenemedi')).toBeHidden();
      await expect(page.getByRole('article')).toBeVisible();
      await page.unroute(script);
      await message.getByRole('link', { name: 'Reload the page' }).click();
      await waitForAppointment(page);
      await expect(message).toBeHidden();
    });

  test.describe('before sign-in', () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test('shows a message instead of an empty page', async ({ page }) => {
      await page.route('**/assets/app-*.js', (route) => route.abort());
      await page.goto(url);
      await expect(page.getByText('This page could not be loaded completely')).toBeVisible();
      await expectAccessibleInBothSchemes(page, '#load-error');
    });
  });
});
