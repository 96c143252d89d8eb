import type { Page } from '@playwright/test';
import { appointment, customer, treatment } from '#tests/fixtures/appointment.ts';
import { waitForAppointment, expect, respondWith, signIn, test } from './fixtures.ts';

/** A unique word in every personal field. */
const canary = {
  first: 'Zanaryfirst',
  last: 'Zanarylast',
  phone: '+90 555 7770 777',
  email: 'zanarymail@example.com',
  identity: '77700077700',
  job: 'Zanaryjob',
  address: 'Zanaryaddress',
  notes: 'Zanarynotes',
  reason: 'Zanaryreason',
  tag: 'Zanarytag',
  doctor: 'Zanarydoctor',
};
const words = Object.values(canary);

const record = appointment({
  description: canary.notes,
  cancellation_reason: canary.reason,
  status: 'cancelled',
  // So many that the plan has a filter.
  treatments: Array.from({ length: 5 }, (_, index) => treatment({ id: 101 + index })),
  doctor: { id: 11, name: canary.doctor },
  customer: customer({
    first_name: canary.first,
    last_name: canary.last,
    phone_number: canary.phone,
    email: canary.email,
    identity_number: '•••••••7700',
    job: canary.job,
    address: canary.address,
    tags: customer().tags.map((tag) => ({ ...tag, name: canary.tag })),
  }),
});

/** Everything a browser stores about a page, beside the page itself. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = 'databases' in indexedDB ? await indexedDB.databases() : [];
    const cached = 'caches' in window ? await caches.keys() : [];
    return JSON.stringify({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookie: document.cookie,
      state: history.state as unknown,
      title: document.title,
      name: window.name,
      address: location.href,
      databases,
      cached,
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
      workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    });
  });

const found = (text: string): string[] =>
  words.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)));

test('patient data is never in a URL, title, history state, storage, cache, request or log', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const seen: string[] = [];
  page.on('request', (request) =>
    seen.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''),
  );
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  page.on('console', (message) => seen.push(message.text()));
  await respondWith(page, 42, record);
  await page.route('**/privacy/appointments/42/identity-number', (route) =>
    route.fulfill({ json: { identity_number: canary.identity } }),
  );

  await page.goto('/appointments/42?tenant=1');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page);
  await waitForAppointment(page);
  await expect(page.getByText(canary.job)).toBeVisible();
  seen.push(await traces(page));

  await page.getByRole('button', { name: 'Show identity number' }).click();
  await expect(page.getByText(canary.identity)).toBeVisible();
  await page.getByRole('treeitem').first().press('*');
  await page.getByRole('searchbox', { name: 'Filter the treatments' }).fill('booster');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByRole('radio', { name: 'All' }).check({ force: true });
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Copy list' }).click();
  seen.push(await page.evaluate(() => navigator.clipboard.readText()));
  await page.getByRole('button', { name: 'Copy link' }).click();
  seen.push(await page.evaluate(() => navigator.clipboard.readText()));
  const calendar = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Calendar' }).click();
  seen.push((await calendar).suggestedFilename());
  await page.getByText('Record details').click();
  await page.getByText('Raw response').click();
  await page.getByRole('searchbox', { name: 'Search the raw response' }).fill('status');
  seen.push(await traces(page));

  await page.getByRole('link', { name: 'Appointments', exact: true }).first().click();
  await expect(page).toHaveURL(/\/appointments\?/);
  seen.push(await traces(page));
  await page.goBack();
  await waitForAppointment(page);
  await page.reload();
  await waitForAppointment(page);
  seen.push(await traces(page));
  expect(found(seen.join('\n'))).toEqual([]);

  await page.getByRole('button', { name: /^Account and settings/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  expect(found(`${await traces(page)}${await page.content()}`)).toEqual([]);
});

test('signing out in one tab removes the data from every other tab', async ({ page, context }) => {
  await page.goto('/appointments/42?tenant=1');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page);
  await waitForAppointment(page);
  const other = await context.newPage();
  await other.goto('/appointments/1?tenant=1');
  await waitForAppointment(other);
  await page.getByRole('button', { name: /^Account and settings/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(other.getByRole('article')).toBeHidden();
  await expect(other.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    /appointments%2F1%3Ftenant%3D1/,
  );
});

test('the identity number is masked in the response and on paper', async ({ page }) => {
  await page.goto('/appointments/42?tenant=1');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page);
  await waitForAppointment(page);
  const response = await page.evaluate(async () =>
    (await fetch('/api/v1/appointments/42', { headers: { 'X-Tenant': '1' } })).text(),
  );
  expect(response).toMatch(/"identity_number"\s*:\s*"•+\d{4}"/);
  await page.getByRole('button', { name: 'Show identity number' }).click();
  const shown = page.locator('dd').filter({ has: page.getByRole('button', { name: 'Hide' }) });
  await expect(shown).toContainText(/^\d{11}/);
  const number = /\d{11}/.exec((await shown.textContent()) ?? '')?.[0] ?? 'none';
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(number)).toBeHidden();
  await expect(page.getByText(`• ${number.slice(-4)}`).first()).toBeVisible();
});
