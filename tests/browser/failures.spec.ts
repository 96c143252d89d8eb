import type { Page, Route } from '@playwright/test';
import { appointment } from '../fixtures/appointment.ts';
import {
  pathOf,
  waitForAppointment,
  omitInitialData,
  expect,
  expectAccessible,
  quickOpen,
  openAppointment,
  signedInState,
  signIn,
  test,
} from './fixtures.ts';

const address = '/appointments/42?tenant=1#session-7';
const service = '**/api/v1/appointments/**';

test.use({
  storageState: signedInState,
  // The browser notes every answer that is an error; these tests are about them.
  expectedErrors: [/Failed to load resource/],
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const problem =
  (status: number, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({ status, headers, json: { error: 'made_up', message: 'Made up for a test.' } });

interface Failure {
  what: string;
  answer: (route: Route) => Promise<void>;
  says: string;
  explains: RegExp;
}

const failures: Failure[] = [
  {
    what: 'no permission (403)',
    answer: problem(403),
    says: 'You may not see this appointment',
    explains: /no permission for it at Nişantaşı Clinic/,
  },
  {
    what: 'a request that the service refuses (422)',
    answer: problem(422),
    says: 'The service refused this request',
    explains: /It says: Made up for a test/,
  },
  {
    what: 'a service that breaks (500)',
    answer: problem(500, { 'X-Request-Id': 'made-up-7' }),
    says: 'The service failed',
    explains: /error of its own \(500\)[\s\S]*made-up-7/,
  },
  {
    what: 'a service that cannot be reached (502)',
    answer: problem(502),
    says: 'The service failed',
    explains: /error of its own \(502\)/,
  },
  {
    what: 'a service that is closed for a while (503)',
    answer: problem(503),
    says: 'The service is not available',
    explains: /closed for a while/,
  },
  {
    what: 'a service that is too slow (504)',
    answer: problem(504),
    says: 'No answer in time',
    explains: /took too long/,
  },
  {
    what: 'a broken connection',
    answer: (route) => route.abort('connectionreset'),
    says: 'No connection',
    explains: /could not reach the server/,
  },
  {
    what: 'an answer that is no JSON',
    answer: (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Maintenance</h1>' }),
    says: 'The answer makes no sense',
    explains: /no appointment in what it sent/,
  },
  {
    what: 'an answer without an appointment',
    answer: (route) => route.fulfill({ json: { success: true, data: ['nothing-of-use'] } }),
    says: 'The answer makes no sense',
    explains: /no appointment in what it sent/,
  },
];

for (const { what, answer, says, explains } of failures)
  test(`${what} is said in words of its own, keeps the link, and can be tried again`, async ({ page }) => {
    await omitInitialData(page);
    await page.route(service, answer);
    await page.goto(address);
    // A service that fails for a moment is asked again by itself first.
    await expect(heading(page)).toHaveText(says, { timeout: 20_000 });
    await expect(page.getByRole('alert')).toContainText(explains);
    expect(pathOf(page)).toBe(address);
    await expect(page.getByRole('article')).toHaveCount(0);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expectAccessible(page);
    await page.unroute(service);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForAppointment(page);
    expect(pathOf(page)).toBe(address);
  });

test('what came in place of an appointment can be read, and its markup does nothing', async ({ page }) => {
  const body = '<img src=x onerror="document.title=1"><h1>Maintenance</h1>';
  await omitInitialData(page);
  await page.route(service, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  await page.getByText('The raw answer').click();
  await expect(page.getByRole('region', { name: 'The raw answer' })).toHaveText(body);
  await expect(page).not.toHaveTitle('1');
  await expectAccessible(page);
});

test('a record that could be read in part is shown, and what was wrong with it told', async ({ page }) => {
  const data = { ...appointment(), scheduled_at: 'soon', treatments: 'none', room: 7 };
  await omitInitialData(page);
  await page.route(service, (route) => route.fulfill({ json: { success: 'true', data } }));
  await openAppointment(page, address);
  await expect(heading(page)).toContainText('soon');
  await expect(page.getByText('Zeynep Öztürk')).toBeVisible();
  await page.getByText(/^About this record/).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'scheduled_at' })).toBeVisible();
  await expectAccessible(page);
});

test('a number that is none is told from one that is not found', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const id of ['abc', '0', '-5', '4,2', '12345678901234567890', '%3Cb%3E']) {
    await page.goto(`/appointments/${id}?tenant=1`);
    await expect(heading(page)).toHaveText('This link names no appointment');
    expect(pathOf(page)).toBe(`/appointments/${id}?tenant=1`);
  }
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open another appointment' }).click();
  await expect(heading(page)).toHaveText('Open an appointment');
});

test('one that is not found offers the other clinics and asks none by itself', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.headers()['x-tenant'] ?? '');
  });
  // The first clinic has 57 and the second has not.
  await page.goto('/appointments/57?tenant=2');
  await expect(heading(page)).toHaveText('There is no appointment #57 here');
  const offered = page.getByRole('alert').getByRole('listitem').getByRole('link');
  await expect(offered).toHaveText(['Nişantaşı Clinic', 'Al Noor Skin Centre']);
  await expectAccessible(page);
  // The document carried the refusal.
  expect(asked).toEqual([]);
  expect(pathOf(page)).toBe('/appointments/57?tenant=2');
  await offered.first().click();
  await waitForAppointment(page);
  expect(pathOf(page)).toBe('/appointments/57?tenant=1');
});

test('a page that there is none of says so', async ({ page }) => {
  await page.goto('/appointment/42?tenant=1');
  await expect(heading(page)).toHaveText('There is no such page');
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Open an appointment' }).click();
  await expect(heading(page)).toHaveText('Open an appointment');
});

test('a failure one comes to from within the page has the focus on its heading', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await quickOpen(page, '999999');
  await expect(heading(page)).toHaveText('There is no appointment #999999 here');
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle('#999999 · Nişantaşı Clinic');
  await page.goBack();
  await expect(heading(page)).toContainText('APT-2026-00042');
  await expect(heading(page)).toBeFocused();
});

test.describe('signed out in the middle', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('leads through the sign-in and back to the very same link', async ({ page, context }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    await context.clearCookies();
    await quickOpen(page, '/appointments/57?tenant=1');
    await expect(heading(page)).toHaveText('Your sign-in has ended');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await expect(heading(page)).toContainText('APT-2026-00057');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
  });
});

test.describe('offline', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test('is said, and the page comes by itself when the network is back', async ({ page, context }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await context.setOffline(true);
    await quickOpen(page, '57');
    await expect(heading(page)).toHaveText('No connection');
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(heading(page)).toContainText('APT-2026-00057');
  });

  test('an appointment that is open stays readable', async ({ page, context }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'More actions' }).click();
    const asked = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Check again now' }).click();
    await asked;
    await expect(page.getByText('Zeynep Öztürk')).toBeVisible();
    await expect(heading(page)).toContainText('APT-2026-00042');
  });
});

test('too many requests: a countdown, no try before its end, then one by itself', async ({ page }) => {
  await page.clock.install();
  let asked = 0;
  await omitInitialData(page);
  await page.route(service, async (route) => {
    asked += 1;
    await (asked === 1 ? problem(429, { 'Retry-After': '30' })(route) : route.continue());
  });
  await page.goto(address);
  await expect(heading(page)).toHaveText('Too many requests');
  await expect(page.getByRole('timer')).toHaveText(/^Trying again in (29|30) s$/);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeDisabled();
  expect(pathOf(page)).toBe(address);
  await expectAccessible(page);
  await page.clock.fastForward(20_000);
  await expect(page.getByRole('timer')).toHaveText(/^Trying again in \d s$/);
  expect(asked).toBe(1);
  await page.clock.fastForward(12_000);
  await expect(page.getByRole('article')).toBeVisible();
  expect(asked).toBe(2);
});

test('a session that cannot be asked for can be tried again', async ({ page }) => {
  await omitInitialData(page);
  await page.route('**/auth/session', (route) => route.abort('connectionrefused'));
  await page.goto(address);
  await expect(heading(page)).toHaveText('No connection');
  expect(pathOf(page)).toBe(address);
  await expectAccessible(page);
  await page.unroute('**/auth/session');
  await page.getByRole('button', { name: 'Try again' }).click();
  await waitForAppointment(page);
});

test('a part of the page that could not be loaded says so, and comes when it is asked for again', async ({
  page,
}) => {
  const parts = '**/assets/parts-*';
  await page.route(parts, (route) => route.abort());
  await openAppointment(page, address);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const failed = page.getByRole('alert');
  await expect(failed).toContainText('This part of the page could not be loaded.');
  await page.unroute(parts);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timeline' }).getByRole('img')).toBeVisible();
  await expect(failed).toBeHidden();
});
