import type { Page } from '@playwright/test';
import {
  waitForHydration,
  waitForAppointment,
  expect,
  expectAccessible,
  delayScripts,
  signedInState,
  test,
} from './fixtures.ts';

/** The page as the gateway renders it into the document, before and while its script takes it over. */

const address = '/appointments/42?tenant=1';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test.use({ storageState: signedInState });

test.describe('before its script has come', () => {
  test('an appointment can be read, with the colours of its tags, and is accessible', async ({ page }) => {
    const release = await delayScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(heading(page)).toContainText('APT-2026-00042');
    for (const text of ['Confirmed', 'Zeynep Öztürk', 'Dr. Selin Aydın', 'Room 2 – Laser suite'])
      await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.getByRole('treeitem', { name: /^LED phototherapy/ })).toBeVisible();
    const tag = page.locator('[data-background]').first();
    expect(await tag.evaluate((chip) => getComputedStyle(chip).backgroundColor)).toBe(
      await tag.evaluate((chip) => {
        const probe = document.createElement('i');
        probe.style.backgroundColor = chip.dataset.background ?? '';
        return probe.style.backgroundColor;
      }),
    );
    await expect(page).toHaveTitle('APT-2026-00042 · Nişantaşı Clinic');
    release();
    await waitForAppointment(page);
    await expectAccessible(page);
  });

  test('a link to a related appointment works', async ({ page }) => {
    const release = await delayScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await page
      .getByRole('region', { name: 'Related appointments' })
      .getByRole('link', { name: /APT-2026-00057/ })
      .click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    release();
    await waitForAppointment(page);
  });

  test('a record that is blurred stays so through a reload', async ({ page }) => {
    await page.goto(address);
    await waitForAppointment(page);
    await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
    const release = await delayScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(page.locator('html')).toHaveAttribute('data-privacy', 'on');
    const blurred = page.locator('article > :not(header)', { hasText: 'Zeynep Öztürk' });
    expect(await blurred.evaluate((element) => getComputedStyle(element).filter)).toContain('blur');
    release();
    await waitForAppointment(page);
    await expect(page.getByRole('button', { name: 'Privacy: blur the record', pressed: true })).toBeVisible();
  });
});

test.describe('where the browser never says that it has painted', () => {
  interface Browser {
    hidden: boolean;
    /** Whether what is to happen seconds later ever does. */
    waits: boolean;
  }
  const open = async (page: Page, browser: Browser) => {
    await page.addInitScript(({ hidden, waits }) => {
      Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
      PerformanceObserver.prototype.observe = () => undefined;
      const later = window.setTimeout.bind(window);
      if (!waits)
        Object.assign(window, {
          setTimeout: (work: () => void, ms = 0) => (ms < 3000 ? later(work, ms) : 0),
        });
    }, browser);
    await page.goto(address, { waitUntil: 'networkidle' });
  };
  const data = (page: Page) => page.locator('#initial-data');

  test('the script has not started, all else being done', async ({ page }) => {
    await open(page, { hidden: false, waits: false });
    await expect(data(page)).toHaveCount(1);
  });

  test('it starts at once where nobody looks', async ({ page }) => {
    await open(page, { hidden: true, waits: false });
    await waitForAppointment(page);
    await expect(data(page)).toHaveCount(0);
  });

  test('it starts some seconds later where somebody does', async ({ page }) => {
    await open(page, { hidden: false, waits: true });
    await waitForAppointment(page);
    await expect(data(page)).toHaveCount(0);
  });
});

test('the page is taken over as it stands: no element is made anew, and the record is not asked for', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await expect(heading(page)).toBeVisible();
  const elements = await page.locator('#root *').elementHandles();
  release();
  await waitForAppointment(page);
  const kept = await Promise.all(elements.map((element) => element.evaluate((node) => node.isConnected)));
  expect(kept.length).toBeGreaterThan(200);
  expect(kept.filter((one) => !one)).toEqual([]);
  expect(asked.filter((path) => /^\/(api|auth)\//.test(path))).toEqual([]);
  // The cache holds it from now on, and lets it go when the sign-in ends.
  await expect(page.locator('#initial-data')).toHaveCount(0);
});

for (const [language, tenant] of [
  ['en', 1],
  ['tr', 1],
  ['en', 2],
  ['tr', 3],
] as const)
  test(`every appointment of clinic ${tenant} is rendered in ${language} as the browser renders it`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([
      { name: 'language', value: language, url: baseURL ?? '' },
      { name: 'time_zone', value: 'Europe/Istanbul', url: baseURL ?? '' },
    ]);
    // A difference is an error of the page, which fails every test.
    for (const id of [38, 40, 41, 42, 43, 44, 57, 60]) {
      await page.goto(`/appointments/${id}?tenant=${tenant}`);
      await waitForHydration(page);
      await expect(heading(page)).toBeVisible();
    }
  });

test.describe('where the gateway cannot know', () => {
  test('which zone the reader is in, the browser renders, and the next page is rendered for it', async ({
    page,
    context,
  }) => {
    await context.clearCookies({ name: 'time_zone' });
    const rendered = () =>
      page.evaluate(async () => (await (await fetch(location.href)).text()).includes('<article'));
    await page.goto(address);
    await waitForAppointment(page);
    const cookies = await context.cookies();
    expect(cookies.find(({ name }) => name === 'time_zone')?.value).toBe('Europe/Istanbul');
    // A script gets no record, whatever it asks for.
    expect(await rendered()).toBe(false);
    const release = await delayScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(page.getByRole('article')).toBeVisible();
    release();
    await waitForAppointment(page);
  });

  test('that the reader has travelled, times are told anew', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'time_zone', value: 'America/New_York', url: baseURL ?? '' }]);
    const release = await delayScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText(/your time \(America\/New_York\)/)).toBeVisible();
    release();
    await waitForAppointment(page);
    await expect(page.getByText(/your time \(America\/New_York\)/)).toHaveCount(0);
  });

  test('which rows were open, a reload brings them back', async ({ page }) => {
    await page.goto(address);
    await waitForAppointment(page);
    const rows = page.getByRole('treeitem');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    const collapsed = await rows.count();
    await page.reload();
    await waitForAppointment(page);
    await expect(rows).toHaveCount(collapsed);
  });

  test('that the browser’s clock is wrong, it still tells its own time and signs nobody out', async ({
    page,
  }) => {
    await page.clock.install({ time: Date.now() + 3 * 60 * 60_000 });
    await page.goto(address);
    await expect(page.getByRole('article')).toBeVisible();
    await page.clock.runFor(2_000);
    await expect(page.getByText(/Checked (now|\d+ sec\w* ago)/)).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test.describe('of several clinics', () => {
  test('an address without one is completed by the document, in the one used last', async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'clinic', value: '2', url: baseURL ?? '' }]);
    await page.goto('/appointments/42?from=chat#x');
    await waitForAppointment(page);
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('?from=chat&tenant=2#x');
    await expect(page).toHaveTitle(/Hudson Square Aesthetics$/);
  });
});

test('without any script an appointment can still be read', async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInState, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  await expect(heading(page)).toContainText('APT-2026-00042');
  await expect(page.getByText('Zeynep Öztürk').first()).toBeVisible();
  await context.close();
});
