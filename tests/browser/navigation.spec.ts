import type { Page } from '@playwright/test';
import {
  pathOf,
  waitForAppointment,
  expect,
  delayResponse,
  quickOpen,
  openAppointment,
  signedInState,
  test,
} from './fixtures.ts';

declare global {
  interface Window {
    /** Lines that a test recorded in the page. */
    recorded?: string[];
  }
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const related = (page: Page, code: string) =>
  page
    .getByRole('region', { name: 'Related appointments' })
    .getByRole('link', { name: new RegExp(`^${code}`) });

/** Records URL, title and heading of every frame. */
const watchFrames = (page: Page) =>
  page.evaluate(() => {
    const recorded: string[] = [];
    window.recorded = recorded;
    const look = () => {
      const shown = document.querySelector('h1')?.textContent ?? 'no heading';
      const line = `${location.pathname} ${document.title} ${shown}`;
      if (recorded.at(-1) !== line) recorded.push(line);
      requestAnimationFrame(look);
    };
    look();
  });

/** Records every text that is added to a live region. */
const watchAnnouncements = (page: Page) =>
  page.evaluate(() => {
    const recorded: string[] = [];
    window.recorded = recorded;
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const added = [...addedNodes].flatMap((node) =>
          node instanceof Element ? [node, ...node.querySelectorAll('*')] : [],
        );
        for (const region of [element?.closest('[role],[aria-live]'), ...added])
          if (
            region?.matches('[aria-live], [role="status"], [role="alert"], [role="log"]') &&
            region.textContent
          )
            recorded.push(region.textContent);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });

const recorded = (page: Page) => page.evaluate(() => window.recorded ?? []);

test.describe('navigation to another appointment', () => {
  test.use({ storageState: signedInState });

  test('never shows the previous appointment under the URL of the next one, in any frame', async ({
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
      (await recorded(page)).filter((line) => line.startsWith('/appointments/57'));
    // The frame that shows it comes after the heading is in the document.
    await expect.poll(async () => (await framesOfNext()).at(-1)).toContain('APT-2026-00057');
    const frames = await framesOfNext();
    expect(frames.length).toBeGreaterThan(1);
    for (const line of frames) {
      expect(line).not.toContain('00042');
      expect(line).not.toContain(before);
    }
  });

  test('removes the previous appointment when the same number opens in another clinic', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const before = (await heading(page).textContent()) ?? '';
    const release = await delayResponse(page, 42);
    await quickOpen(page, '/appointments/42?tenant=2');
    await expect(page.getByRole('region', { name: 'Appointment #42' })).toBeVisible();
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
    await expect(page).toHaveTitle('#42 · Hudson Square Aesthetics');
    release();
    await waitForAppointment(page);
    await expect(heading(page)).not.toHaveText(before);
    await expect(page.getByText('Zeynep Öztürk')).toHaveCount(0);
  });

  test('shows no placeholder for any part of a prefetched appointment', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await related(page, 'APT-2026-00057').hover();
    const received = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/v1/appointments/57')),
      );
    await expect.poll(received).toBe(true);
    await page.evaluate(() => {
      const placeholders: string[] = [];
      window.recorded = placeholders;
      new MutationObserver(() => {
        const busy = document.querySelector('main [aria-busy=true]');
        if (busy) placeholders.push(busy.outerHTML);
      }).observe(document.body, { attributes: true, childList: true, subtree: true });
    });
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(page.getByRole('tree', { name: 'Treatments' })).toBeVisible();
    expect(await recorded(page)).toEqual([]);
  });

  test('moves focus to the heading and announces nothing else', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await watchAnnouncements(page);
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle('APT-2026-00057 · Nişantaşı Clinic');
    expect(await recorded(page)).toEqual([]);
  });

  test('does not move focus on the first page load', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await expect(page.locator('body')).toBeFocused();
  });

  test('scrolls to the top', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await expect(heading(page)).toBeInViewport();
  });

  test('on Back, restores the scroll position and focuses the link that was followed', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await related(page, 'APT-2026-00057').scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(100);
    await related(page, 'APT-2026-00057').click();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await page.goBack();
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(related(page, 'APT-2026-00057')).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
    await expect(related(page, 'APT-2026-00057')).toBeInViewport({ ratio: 1 });
    await page.goForward();
    await expect(heading(page)).toContainText('APT-2026-00057');
    await expect(heading(page)).toBeFocused();
    expect(pathOf(page)).toBe('/appointments/57?tenant=1');
  });

  test('on Back to a page that was left through the header, the focus is on the screen', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.evaluate(() => window.scrollTo(0, 400));
    await quickOpen(page, '57');
    await expect(heading(page)).toContainText('APT-2026-00057');
    await page.goBack();
    await expect(heading(page)).toContainText('APT-2026-00042');
    await expect(heading(page)).toBeFocused();
    await expect(heading(page)).toBeInViewport({ ratio: 1 });
  });

  test('ignores a response that arrives after another navigation', async ({ page }) => {
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

  test('announces a page that loads late and leaves focus in a menu the user has opened', async ({
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
    await expect(page.getByRole('radio', { name: 'English' })).toBeFocused();
    await expect(menu).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('status').filter({ hasText: /^APT-2026-00038/ })).toHaveCount(1);
  });
});

test.describe('expanded rows', () => {
  test.use({ storageState: signedInState });

  test('belong to one appointment', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await quickOpen(page, '20');
    await expect(heading(page)).toContainText('APT-2026-00020');
    await expect(page.getByRole('treeitem').first()).toHaveAttribute('aria-expanded', 'true');
  });
});

test.describe('copied link', () => {
  test.use({ storageState: signedInState });

  test('opens the same appointment in another tab', async ({ page, context }) => {
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
