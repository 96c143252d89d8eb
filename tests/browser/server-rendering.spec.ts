import type { Page } from '@playwright/test';
import {
  delay,
  pathOf,
  waitForHydration,
  waitForAppointment,
  expect,
  delayScripts,
  signedInState,
  test,
} from './fixtures.ts';

/** The page as the gateway renders it, before and during hydration. */

const address = '/appointments/42?tenant=1';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test.use({ storageState: signedInState });

test.describe('before hydration', () => {
  test('an appointment is visible with the colors of its tags', async ({ page }) => {
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

  test('a blurred record stays blurred after a reload', async ({ page }) => {
    await page.goto(address);
    await waitForAppointment(page);
    await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
    const release = await delayScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(page.locator('html')).toHaveAttribute('data-privacy', 'on');
    const blurred = page.locator('article [data-private]', { hasText: 'Room 2 – Laser suite' });
    expect(await blurred.evaluate((element) => getComputedStyle(element).filter)).toContain('blur');
    release();
    await waitForAppointment(page);
    await expect(page.getByRole('button', { name: 'Privacy: blur the record', pressed: true })).toBeVisible();
  });
});

test.describe('browser that never reports a paint', () => {
  interface Browser {
    hidden: boolean;
    /** Whether timers of several seconds fire. */
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

  test('does not start the script while the page is visible and no timer fires', async ({ page }) => {
    await open(page, { hidden: false, waits: false });
    await expect(data(page)).toHaveCount(1);
  });

  test('starts the script at once when the page is hidden', async ({ page }) => {
    await open(page, { hidden: true, waits: false });
    await waitForAppointment(page);
    await expect(data(page)).toHaveCount(0);
  });

  test('starts the script after some seconds when the page is visible', async ({ page }) => {
    await open(page, { hidden: false, waits: true });
    await waitForAppointment(page);
    await expect(data(page)).toHaveCount(0);
  });
});

for (const [name, hash] of [
  ['an appointment', ''],
  ['a link to a plan row', '#session-6'],
] as const)
  test(`hydration of ${name} keeps every element and requests nothing`, async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    const release = await delayScripts(page);
    await page.goto(address + hash, { waitUntil: 'commit' });
    await expect(heading(page)).toBeVisible();
    const elements = await page.locator('#root *').elementHandles();
    release();
    await waitForAppointment(page);
    const kept = await Promise.all(elements.map((element) => element.evaluate((node) => node.isConnected)));
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.filter((connected) => !connected)).toEqual([]);
    expect(requests.filter((path) => /^\/(api|auth)\//.test(path))).toEqual([]);
    // From now on only the query cache contains the record, and signing out clears it.
    await expect(page.locator('#initial-data')).toHaveCount(0);
  });

for (const [device, viewport] of [
  ['a wide window', { width: 1280, height: 650 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test.describe(`schedule in ${device}`, () => {
    test.use({ viewport });

    test('is visible with its customers before hydration, and does not move', async ({
      page,
      context,
      baseURL,
    }) => {
      await context.addCookies([{ name: 'time_zone', value: 'Europe/Istanbul', url: baseURL ?? '' }]);
      await page.addInitScript(() => {
        Object.assign(window, { shift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry)
              Object.assign(window, { shift: Number(Reflect.get(window, 'shift')) + Number(entry.value) });
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(new URL(request.url()).pathname));
      const release = await delayScripts(page);
      await page.goto('/appointments?tenant=1', { waitUntil: 'commit' });
      const name = page.getByRole('link', { name: 'Ömer Öztürk' });
      await expect(name).toBeVisible();
      const link = await name.elementHandle();
      release();
      await waitForHydration(page);
      await page.waitForLoadState('networkidle');
      expect(await link?.evaluate((element) => element.isConnected)).toBe(true);
      // The names of the filters are not visible before a filter is opened.
      expect(requests.filter((path) => path.startsWith('/api/'))).toEqual(['/api/v1/schedule/filters']);
      // Only the text with the age of the list may become longer.
      expect(await page.evaluate(() => Number(Reflect.get(window, 'shift')))).toBeLessThan(0.001);
    });
  });

/** Records that the gateway renders differently, with a language and a clinic for each. */
const records = [
  ['an ordinary appointment', 'en', '/appointments/42?tenant=1'],
  ['an ordinary appointment in Turkish', 'tr', '/appointments/42?tenant=1'],
  ['a clinic west of UTC', 'en', '/appointments/42?tenant=2'],
  ['a clinic with right-to-left text', 'tr', '/appointments/42?tenant=3'],
  ['an appointment without a parent', 'tr', '/appointments/38?tenant=1'],
  ['a cancelled appointment', 'tr', '/appointments/1?tenant=1'],
  ['a deleted appointment', 'en', '/appointments/3?tenant=1'],
  ['an appointment that is not scheduled', 'tr', '/appointments/4?tenant=1'],
  ['an appointment without a customer', 'en', '/appointments/6?tenant=1'],
  ['a plan of sixty treatments', 'tr', '/appointments/15?tenant=1'],
  ['tags in extreme colors', 'en', '/appointments/16?tenant=1'],
  ['an Arabic record', 'en', '/appointments/18?tenant=1'],
  ['gaps that contradict offsets', 'tr', '/appointments/20?tenant=1'],
] as const;

test('the gateway renders every kind of record as the browser does', async ({ page, context, baseURL }) => {
  const setCookie = (name: string, value: string) =>
    context.addCookies([{ name, value, url: baseURL ?? '' }]);
  await setCookie('time_zone', 'Europe/Istanbul');
  // A difference is logged as an error, which fails the test.
  for (const [name, language, url] of records)
    await test.step(name, async () => {
      await setCookie('language', language);
      await page.goto(url);
      await waitForHydration(page);
      await expect(heading(page)).toBeVisible();
    });
});

test.describe('document rendered by the gateway', () => {
  test('contains the record only when the time zone of the browser is known from a cookie', async ({
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
    // A script that requests the document gets no record.
    expect(await rendered()).toBe(false);
    const release = await delayScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(page.getByRole('article')).toBeVisible();
    release();
    await waitForAppointment(page);
  });

  test('is corrected by the browser when its time zone has changed', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'time_zone', value: 'America/New_York', url: baseURL ?? '' }]);
    const release = await delayScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText(/your time \(America\/New_York\)/)).toBeVisible();
    release();
    await waitForAppointment(page);
    await expect(page.getByText(/your time \(America\/New_York\)/)).toHaveCount(0);
  });

  test('is completed with the stored expanded rows after a reload', async ({ page }) => {
    await page.goto(address);
    await waitForAppointment(page);
    const rows = page.getByRole('treeitem');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    const collapsed = await rows.count();
    await page.reload();
    await waitForAppointment(page);
    await expect(rows).toHaveCount(collapsed);
  });

  test('does not end the session when the clock of the browser is wrong', async ({ page }) => {
    await page.clock.install({ time: Date.now() + 3 * 60 * 60_000 });
    await page.goto(address);
    await expect(page.getByRole('article')).toBeVisible();
    await page.clock.runFor(2_000);
    await expect(page.getByText(/Checked (now|\d+ sec\w* ago)/)).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test.describe('user of several clinics', () => {
  test('a link with a damaged clinic opens in this clinic, is hydrated, and its URL is repaired', async ({
    page,
  }) => {
    await page.goto('/appointments/42.?from=chat&amp;Tenant=2#x');
    await waitForAppointment(page);
    expect(pathOf(page)).toBe('/appointments/42?from=chat&tenant=2#x');
    await expect(page).toHaveTitle(/Hudson Square Aesthetics$/);
  });

  test('a link without a clinic asks for it without JavaScript, regardless of the last used clinic', async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ storageState: signedInState, javaScriptEnabled: false });
    await context.addCookies([{ name: 'clinic', value: '1', url: baseURL ?? '' }]);
    const page = await context.newPage();
    await page.goto('/appointments/42?from=chat');
    await expect(heading(page)).toHaveText('Appointment 42: in which clinic?');
    await page.getByRole('link', { name: 'Hudson Square Aesthetics' }).click();
    await expect(page.getByRole('article')).toBeVisible();
    expect(pathOf(page)).toBe('/appointments/42?from=chat&tenant=2');
    await context.close();
  });

  test('a clinic in the hash asks for it again', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1#tenant=2');
    await expect(heading(page)).toHaveText('Appointment 42: in which clinic?');
    await waitForHydration(page);
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
  });
});

test('an appointment is visible without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInState, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  await expect(heading(page)).toContainText('APT-2026-00042');
  await expect(page.getByText('Zeynep Öztürk').first()).toBeVisible();
  await context.close();
});

test('a part that the gateway rendered is not replaced while its script loads', async ({ page }) => {
  const release = await delay(page, '**/assets/parts-*.js');
  await page.goto('/appointments/42?tenant=1&view=timeline');
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', 'true');
  const chart = page.getByRole('tabpanel', { name: 'Timeline' }).getByRole('img');
  const element = await chart.elementHandle();
  // Loads messages, which renders the page again.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeVisible();
  await page.keyboard.press('Escape');
  release();
  await waitForAppointment(page);
  expect(await element?.evaluate((node) => node.isConnected)).toBe(true);
});
