import type { Page } from '@playwright/test';
import { answers, appointmentShown, expect, expectAccessible, signedInState, test } from './reader.ts';

/** The page as the gateway renders it into the document, before and while its script takes it over. */

const address = '/appointments/42?tenant=1';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter the treatments' });

/** Holds every script of the application back until the returned function is called. */
const holdScripts = async (page: Page): Promise<() => void> => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return release;
};

test.use({ storageState: signedInState });

test.describe('before its script has come', () => {
  test('an appointment can be read, with the colours of its tags, and is accessible', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(heading(page)).toContainText('APT-2026-00042');
    for (const text of ['Confirmed', 'Zeynep Öztürk', 'Dr. Selin Aydın', 'Room 2 – Laser suite'])
      await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.getByRole('treeitem', { name: /^LED phototherapy/ })).toBeVisible();
    const tag = page.locator('[data-paper]').first();
    expect(await tag.evaluate((chip) => getComputedStyle(chip).backgroundColor)).toBe(
      await tag.evaluate((chip) => {
        const probe = document.createElement('i');
        probe.style.backgroundColor = chip.dataset.paper ?? '';
        return probe.style.backgroundColor;
      }),
    );
    await expect(page).toHaveTitle('APT-2026-00042 · Nişantaşı Clinic');
    release();
    await appointmentShown(page);
    await expectAccessible(page);
  });

  test('a link to a related appointment works', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await page
      .getByRole('region', { name: 'Related appointments' })
      .getByRole('link', { name: /APT-2026-00057/ })
      .click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    release();
    await appointmentShown(page);
  });

  test('what is pressed happens when it has', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    const row = page.getByRole('treeitem', { name: /^LED phototherapy/ });
    const before = await row.getAttribute('aria-expanded');
    await row.click();
    await page.getByRole('button', { name: /^Account and settings/ }).click();
    expect(await row.getAttribute('aria-expanded')).toBe(before);
    release();
    await expect(row).toHaveAttribute('aria-expanded', before === 'true' ? 'false' : 'true');
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });

  test('what is typed stays, and narrows the plan', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await filter(page).pressSequentially('led');
    release();
    await expect(page.getByRole('treeitem', { name: /^LED phototherapy/ })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
    await expect(filter(page)).toHaveValue('led');
    await expect(filter(page)).toBeFocused();
  });

  test('what is typed next goes where the caret was', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await filter(page).pressSequentially('ed');
    await page.keyboard.press('Home');
    release();
    await answers(page);
    await page.keyboard.press('l');
    await expect(filter(page)).toHaveValue('led');
  });

  test('a word that is being composed is left alone until it is whole', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await filter(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('l');
    await compose('le');
    release();
    await answers(page);
    await compose('led');
    await keyboard.send('Input.insertText', { text: 'led' });
    await expect(filter(page)).toHaveValue('led');
    await expect(page.getByRole('status').filter({ hasText: /[1-9] match/ })).toBeVisible();
  });

  test('a number that is sent opens that appointment, in the same clinic', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    const number = page.getByRole('textbox', { name: 'Open an appointment by number' });
    await number.fill('57');
    await number.press('Enter');
    await number.press('Enter');
    release();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(page).toHaveURL(/\/appointments\/57\?tenant=1$/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(number).toHaveValue('');
  });

  test('the arrow keys and Enter lead through the rows, and through the views', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    const rows = page.getByRole('treeitem');
    await rows.first().focus();
    for (const key of ['End', 'ArrowUp', 'Home', 'Enter']) await page.keyboard.press(key);
    const open = await rows.first().getAttribute('aria-expanded');
    release();
    await expect(rows.first()).toHaveAttribute('aria-expanded', open === 'true' ? 'false' : 'true');
    await expect(rows.first()).toBeFocused();
    const releaseAgain = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    releaseAgain();
    await expect(page.getByRole('tab', { name: 'Timeline', selected: true })).toBeFocused();
  });

  test.describe('and makes the page anew, for what a reload brings back', () => {
    const row = (page: Page) => page.getByRole('treeitem', { name: /^LED phototherapy/ });
    const open = (page: Page) => row(page).getAttribute('aria-expanded');
    /** A row is changed, which the reload's document does not know of. */
    const reloadHeld = async (page: Page): Promise<() => void> => {
      await page.goto(address);
      await appointmentShown(page);
      await row(page).click();
      const release = await holdScripts(page);
      await page.reload({ waitUntil: 'commit' });
      await expect(row(page)).toBeVisible();
      return release;
    };

    test('what is pressed happens', async ({ page }) => {
      const release = await reloadHeld(page);
      await page.getByRole('tab', { name: 'Prepare' }).click();
      release();
      await expect(page.getByRole('tab', { name: 'Prepare', selected: true })).toBeVisible();
      await expect(page.getByRole('checkbox', { name: /^Restylane/ })).toBeVisible();
    });

    test('what is pressed to be as it then is stays so', async ({ page }) => {
      const release = await reloadHeld(page);
      const before = await open(page);
      await row(page).click();
      release();
      await answers(page);
      expect(await open(page)).toBe(before === 'true' ? 'false' : 'true');
    });

    test('what is typed stays, and so does the focus', async ({ page }) => {
      const release = await reloadHeld(page);
      await filter(page).pressSequentially('led');
      release();
      await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
      await expect(filter(page)).toHaveValue('led');
      await expect(filter(page)).toBeFocused();
    });

    test('the row one has come to by the keyboard stays the one', async ({ page }) => {
      const release = await reloadHeld(page);
      const first = page.getByRole('treeitem').first();
      await first.focus();
      release();
      await answers(page);
      await expect(first).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('treeitem').nth(1)).toBeFocused();
    });

    test('a focus that was given up does not come back', async ({ page }) => {
      const release = await reloadHeld(page);
      await filter(page).focus();
      await heading(page).click();
      release();
      await answers(page);
      await expect(filter(page)).not.toBeFocused();
    });
  });

  test('a record that is blurred stays so through a reload', async ({ page }) => {
    await page.goto(address);
    await appointmentShown(page);
    await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
    const release = await holdScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(page.locator('html')).toHaveAttribute('data-privacy', 'on');
    const blurred = page.locator('article > :not(header)', { hasText: 'Zeynep Öztürk' });
    expect(await blurred.evaluate((element) => getComputedStyle(element).filter)).toContain('blur');
    release();
    await appointmentShown(page);
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
  const data = (page: Page) => page.locator('#document-data');

  test('the script has not started, all else being done', async ({ page }) => {
    await open(page, { hidden: false, waits: false });
    await expect(data(page)).toHaveCount(1);
  });

  test('it starts at once where nobody looks', async ({ page }) => {
    await open(page, { hidden: true, waits: false });
    await appointmentShown(page);
    await expect(data(page)).toHaveCount(0);
  });

  test('it starts some seconds later where somebody does', async ({ page }) => {
    await open(page, { hidden: false, waits: true });
    await appointmentShown(page);
    await expect(data(page)).toHaveCount(0);
  });
});

test('the page is taken over as it stands: no element is made anew, and the record is not asked for', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const release = await holdScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await expect(heading(page)).toBeVisible();
  const elements = await page.locator('#root *').elementHandles();
  release();
  await appointmentShown(page);
  const kept = await Promise.all(elements.map((element) => element.evaluate((node) => node.isConnected)));
  expect(kept.length).toBeGreaterThan(200);
  expect(kept.filter((one) => !one)).toEqual([]);
  expect(asked.filter((path) => /^\/(api|auth)\//.test(path))).toEqual([]);
  // The cache holds it from now on, and lets it go when the sign-in ends.
  await expect(page.locator('#document-data')).toHaveCount(0);
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
      await answers(page);
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
    await appointmentShown(page);
    const cookies = await context.cookies();
    expect(cookies.find(({ name }) => name === 'time_zone')?.value).toBe('Europe/Istanbul');
    // A script gets no record, whatever it asks for.
    expect(await rendered()).toBe(false);
    const release = await holdScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(page.getByRole('article')).toBeVisible();
    release();
    await appointmentShown(page);
  });

  test('that the reader has travelled, times are told anew', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'time_zone', value: 'America/New_York', url: baseURL ?? '' }]);
    const release = await holdScripts(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText(/your time \(America\/New_York\)/)).toBeVisible();
    release();
    await appointmentShown(page);
    await expect(page.getByText(/your time \(America\/New_York\)/)).toHaveCount(0);
  });

  test('which rows were open, a reload brings them back', async ({ page }) => {
    await page.goto(address);
    await appointmentShown(page);
    const rows = page.getByRole('treeitem');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    const collapsed = await rows.count();
    await page.reload();
    await appointmentShown(page);
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
    await appointmentShown(page);
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
