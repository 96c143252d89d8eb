import type { Page } from '@playwright/test';
import {
  pathOf,
  waitForAppointment,
  expect,
  delayResponse,
  quickOpen,
  openAppointment,
  signedInState,
  signIn,
  test,
} from './fixtures.ts';

declare global {
  interface Window {
    /** What a test noted in the page while the reader did something. */
    noted?: string[];
  }
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const related = (page: Page, code: string) =>
  page
    .getByRole('region', { name: 'Related appointments' })
    .getByRole('link', { name: new RegExp(`^${code}`) });
const historyLength = (page: Page) => page.evaluate(() => history.length);

/** Notes in every frame which appointment the address names beside what the page shows. */
const watchFrames = (page: Page) =>
  page.evaluate(() => {
    const noted: string[] = [];
    window.noted = noted;
    const look = () => {
      const shown = document.querySelector('h1')?.textContent ?? 'no heading';
      const line = `${location.pathname} ${document.title} ${shown}`;
      if (noted.at(-1) !== line) noted.push(line);
      requestAnimationFrame(look);
    };
    look();
  });

/** Notes every text that comes into a live region. */
const watchAnnouncements = (page: Page) =>
  page.evaluate(() => {
    const noted: string[] = [];
    window.noted = noted;
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const added = [...addedNodes].flatMap((node) =>
          node instanceof Element ? [node, ...node.querySelectorAll('*')] : [],
        );
        for (const one of [element?.closest('[role],[aria-live]'), ...added])
          if (one?.matches('[aria-live], [role="status"], [role="alert"], [role="log"]') && one.textContent)
            noted.push(one.textContent);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });

const noted = (page: Page) => page.evaluate(() => window.noted ?? []);

test.describe('from one appointment to another', () => {
  test.use({ storageState: signedInState });

  test('nothing of the one before is seen under the address of the next, not for a frame', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const before = await heading(page).textContent();
    const release = await delayResponse(page, 57);
    await watchFrames(page);
    await related(page, 'APT-2026-00057').click();
    const loading = page.getByRole('region', { name: 'Appointment #57' });
    await expect(loading).toHaveAttribute('aria-busy', 'true');
    await expect(page.getByRole('article')).toHaveCount(0);
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
    await expect(page.getByRole('tree')).toHaveCount(0);
    await expect(page).toHaveTitle('#57 · Nişantaşı Clinic');
    release();
    await expect(heading(page)).toContainText('APT-2026-00057');
    const framesOfNext = async () =>
      (await noted(page)).filter((line) => line.startsWith('/appointments/57'));
    // The frame that shows it comes after the heading is in the document.
    await expect.poll(async () => (await framesOfNext()).at(-1)).toContain('APT-2026-00057');
    const frames = await framesOfNext();
    expect(frames.length).toBeGreaterThan(1);
    for (const line of frames) {
      expect(line).not.toContain('00042');
      expect(line).not.toContain(before);
    }
  });

  test('the same number in another clinic shows nothing of the first', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const before = (await heading(page).textContent()) ?? '';
    const release = await delayResponse(page, 42);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('/appointments/42?tenant=2');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Appointment #42' })).toBeVisible();
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
    await expect(page).toHaveTitle('#42 · Hudson Square Aesthetics');
    release();
    await waitForAppointment(page);
    await expect(heading(page)).not.toHaveText(before);
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
  });

  test('the heading takes the focus, and no live region says it a second time', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await watchAnnouncements(page);
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle('APT-2026-00057 · Nişantaşı Clinic');
    expect(await noted(page)).toEqual([]);
  });

  test('the first page that is opened leaves the focus to the browser', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await expect(page.locator('body')).toBeFocused();
  });

  test('the next one is shown from its top', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await expect(heading(page)).toBeInViewport();
  });

  test('back and forward lead through them, to the heading and to where one had scrolled', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await related(page, 'APT-2026-00057').scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(100);
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await page.goBack();
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(heading(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
    await page.goForward();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(heading(page)).toBeFocused();
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
  });

  test('an answer that comes too late changes nothing', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const release = await delayResponse(page, 38);
    await related(page, 'APT-2026-00038').click();
    await expect(page.getByRole('region', { name: 'Appointment #38' })).toBeVisible();
    await quickOpen(page, '57');
    await expect(heading(page)).toContainText('APT-2026-00057');
    release();
    await expect(heading(page)).toBeFocused();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(page).toHaveTitle(/^APT-2026-00057/);
  });

  test('a page that comes late leaves the focus to a reader who has gone into a menu, and is announced', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const release = await delayResponse(page, 38);
    await related(page, 'APT-2026-00038').click();
    await expect(page.getByRole('region', { name: 'Appointment #38' })).toBeVisible();
    const menu = page.getByRole('button', { name: /^Account and settings/ });
    await menu.click();
    release();
    await expect(heading(page)).toContainText('APT-2026-00038');
    await expect(page).toHaveTitle(/^APT-2026-00038/);
    await expect(menu).toBeFocused();
    await expect(menu).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('status').filter({ hasText: /^APT-2026-00038/ })).toHaveCount(1);
  });

  test('links are links: a middle click opens a tab of its own and leaves this one', async ({
    page,
    context,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const opened = context.waitForEvent('page');
    await related(page, 'APT-2026-00038').click({ button: 'middle' });
    const tab = await opened;
    // Asked of the document itself: a locator may wait for ever for a navigation that began before the tab was known.
    await expect(async () => {
      const shown = await tab.evaluate(
        () => `${location.pathname}${location.search} ${document.querySelector('article h1')?.textContent}`,
      );
      expect(shown).toMatch(/^\/appointments\/38\?tenant=1 .*APT-2026-00038/);
    }).toPass();
    expect(pathOf(page)).toBe('/appointments/42?tenant=1');
    await expect(heading(page)).toContainText('APT-2026-00042');
    await tab.close();
  });

  test('the breadcrumb leads to the parent visit and to the first page', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const breadcrumb = page.getByRole('navigation', { name: 'Breadcrumb' });
    await expect(breadcrumb.getByText('APT-2026-00042')).toBeVisible();
    await breadcrumb.getByRole('link', { name: 'APT-2026-00038' }).click();
    await expect(heading(page)).toContainText('APT-2026-00038');
    await breadcrumb.getByRole('link', { name: 'Appointments' }).click();
    await expect(page.getByRole('heading', { name: 'Open an appointment' })).toBeFocused();
    await expect(page.getByRole('link', { name: /^#38/ })).toBeVisible();
    await expect(page.getByRole('link', { name: /^#42/ })).toBeVisible();
  });
});

test.describe('what is open in the tree', () => {
  test.use({ storageState: signedInState });

  test('survives reload and back, and adds nothing to the history', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const rows = page.getByRole('treeitem');
    const led = page.getByRole('treeitem', { name: /^LED phototherapy/ });
    const length = await historyLength(page);
    await led.click();
    await page.getByRole('treeitem', { name: /^Hydrating skin booster/ }).click();
    await expect(led).toHaveAttribute('aria-expanded', 'true');
    const count = await rows.count();
    expect(await historyLength(page)).toBe(length);

    await page.reload();
    await expect(led).toHaveAttribute('aria-expanded', 'true');
    await expect(rows).toHaveCount(count);
    expect(await historyLength(page)).toBe(length);

    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await page.goBack();
    await expect(led).toHaveAttribute('aria-expanded', 'true');
    await expect(rows).toHaveCount(count);
    expect(pathOf(page)).toBe('/appointments/42?tenant=1');
  });

  test('is its own of each appointment', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await quickOpen(page, '20');
    await expect(heading(page)).toContainText('APT-2026-00020');
    await expect(page.getByRole('treeitem').first()).toHaveAttribute('aria-expanded', 'true');
  });
});

test.describe('clinics', () => {
  test.use({ storageState: signedInState });

  test('a switch leads to the other clinic, whose name then stands in every address', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Clinic: Nişantaşı Clinic' }).click();
    await page.getByRole('link', { name: 'Hudson Square Aesthetics' }).click();
    await expect(page.getByRole('heading', { name: 'Open an appointment' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Clinic: Hudson Square Aesthetics' })).toBeVisible();
    expect(pathOf(page)).toBe('/?tenant=2');
    await page.getByRole('textbox').fill('42');
    await page.keyboard.press('Enter');
    await waitForAppointment(page);
    expect(pathOf(page)).toBe('/appointments/42?tenant=2');
    await page.goBack();
    await page.goBack();
    await expect(page.getByText('Zeynep Öztürk')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Clinic: Nişantaşı Clinic' })).toBeVisible();
  });

  test('a link without a clinic opens in the one used last, and is completed in place', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=2');
    const code = await heading(page).textContent();
    await page.goto('/appointments/42?from=chat#session-1');
    await waitForAppointment(page);
    expect(await heading(page).textContent()).toBe(code);
    expect(pathOf(page)).toBe('/appointments/42?from=chat&tenant=2#session-1');
    await page.goBack();
    expect(pathOf(page)).toBe('/appointments/42?tenant=2');
  });

  test('a link to a clinic that is not theirs says so, and offers theirs', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/appointments/42?tenant=99');
    await expect(heading(page)).toHaveText('This link is for another clinic');
    expect(pathOf(page)).toBe('/appointments/42?tenant=99');
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Nişantaşı Clinic' }).click();
    await waitForAppointment(page);
    expect(pathOf(page)).toBe('/appointments/42?tenant=1');
  });

  test('the link that is copied opens the same appointment elsewhere', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openAppointment(page, '/appointments/42?from=chat&tenant=1');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).origin).toBe(new URL(page.url()).origin);
    const tab = await context.newPage();
    await openAppointment(tab, link);
    expect(await heading(tab).textContent()).toBe(await heading(page).textContent());
  });
});

test('a reader of one clinic has no switch, no clinic in the address, and opens a link that names it', async ({
  page,
}) => {
  await page.goto('/appointments/42');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, 'selin.aydin@example.com');
  await waitForAppointment(page);
  expect(pathOf(page)).toBe('/appointments/42');
  await expect(page.getByRole('button', { name: /^Clinic/ })).toHaveCount(0);
  await openAppointment(page, '/appointments/38?tenant=1');
  await related(page, 'APT-2026-00042').click();
  await expect(heading(page)).toContainText('APT-2026-00042');
  expect(pathOf(page)).toBe('/appointments/42');
});
