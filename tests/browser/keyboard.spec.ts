import type { Locator, Page } from '@playwright/test';
import { expect, openAppointment, openPalette, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

const treeOf = (page: Page): Locator => page.getByRole('tree', { name: 'Treatments' });
const rowOf = (page: Page, name: RegExp): Locator => treeOf(page).getByRole('treeitem', { name });

/** The name of the focused element, and whether its focus ring is visible. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return {
      name: name.replaceAll(/\s+/g, ' ').trim(),
      visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });

test.describe('keyboard', () => {
  test('Tab visits every control in reading order with a visible focus ring', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    // Their script is loaded after hydration.
    await expect(page.getByRole('link', { name: 'Show this day' })).toBeVisible();
    const stops: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      const { name, visible } = await focused(page);
      if (stops.length > 0 && name === stops[0]) break;
      stops.push(name);
      expect(visible, `focus on "${name}"`).toBe(true);
      if (name === 'Raw response') break;
    }
    const expected = [
      'Skip to content',
      /Appointments$/,
      'Find a customer or an appointment',
      'Clinic: Nişantaşı Clinic',
      'Privacy: blur the record',
      'Account and settings: Elif Yılmaz',
      'Show this day',
      'Copy link',
      'Calendar',
      'Print',
      'More actions',
      'Customer #1187',
      'Plan',
      'Filter the treatments',
      'Expand all',
      'Collapse all',
      /^Hydrating skin booster/,
      '+90 532 000 00 42',
      'zeynep@example.com',
      'Show identity number',
      /^APT-2026-00038/,
      /^APT-2026-00057/,
      'Record details',
      'Raw response',
    ];
    expect(stops).toEqual(
      expected.map((name) => (typeof name === 'string' ? name : expect.stringMatching(name))),
    );
  });

  test('the skip link moves focus to the content and does not change the URL', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1#here');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    expect(new URL(page.url()).hash).toBe('#here');
    const first = page.getByRole('main').getByRole('link', { name: 'Show this day' });
    await expect(first).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(first).toBeFocused();
  });

  test('Ctrl+K opens the palette, and Escape returns focus to where it was', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const row = rowOf(page, /^Hydrating skin booster/);
    await row.focus();
    await openPalette(page);
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await openPalette(page);
    await page.keyboard.type('#57');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('APT-2026-00057');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    expect(new URL(page.url()).pathname).toBe('/appointments/57');
  });

  test('a menu opens with Enter at its first item, closes with Escape and returns focus', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    for (const [name, first] of [
      [/^Clinic:/, page.getByRole('link', { name: /Nişantaşı Clinic/ })],
      [/^Account and settings/, page.getByRole('radio', { name: 'English' })],
      [/^More actions/, page.getByRole('button', { name: 'Check again now' })],
    ] as const) {
      const button = page.getByRole('button', { name });
      await button.focus();
      await page.keyboard.press('Enter');
      await expect(button).toHaveAttribute('aria-expanded', 'true');
      await expect(first).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(button).toHaveAttribute('aria-expanded', 'false');
      await expect(button).toBeFocused();
      await expect(first).toHaveCount(0);
    }
  });

  test('the arrow keys, Home and End move in a menu and do not scroll the page', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 400 });
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'More actions' }).press('ArrowDown');
    const item = (name: string) => page.getByRole('button', { name, exact: true });
    const last = item('Copy reminder text');
    await expect(item('Check again now')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(item('Copy code APT-2026-00042')).toBeFocused();
    await page.keyboard.press('End');
    await expect(last).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(item('Check again now')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(last).toBeFocused();
    await page.keyboard.press('Home');
    await expect(item('Check again now')).toBeFocused();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('status').filter({ hasText: 'Checked: nothing has changed' }),
    ).toBeInViewport();
  });

  test('a menu closes when focus leaves it', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const button = page.getByRole('button', { name: /^Clinic:/ });
    await button.press('Enter');
    await expect(page.getByRole('link', { name: /Nişantaşı Clinic/ })).toBeFocused();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(page.getByRole('button', { name: /^Privacy/ })).toBeFocused();
  });

  test('the arrow keys change language and color scheme and keep focus', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: /^Account and settings/ }).press('Enter');
    // The content of the menu may still be loading.
    await expect(page.getByRole('radio', { name: 'English' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Türkçe' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Linki kopyala' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  });

  test('the identity number button keeps focus when it shows and hides the number', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Show identity number' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Hide' })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Show identity number' })).toBeFocused();
  });
});

test.describe('keyboard in the tree', () => {
  test.beforeEach(async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
    await page.keyboard.press('Tab');
  });

  test('the arrow keys expand, collapse and move focus', async ({ page }) => {
    const treatment = rowOf(page, /^Hydrating skin booster/);
    const session = rowOf(page, /^Session 1/);
    const product = rowOf(page, /^Restylane/);
    await expect(treatment).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(treatment).toHaveAttribute('aria-expanded', 'true');
    await expect(treatment).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(session).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(session).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowRight');
    await expect(product).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(product).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(session).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(session).toHaveAttribute('aria-expanded', 'false');
    await expect(session).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(treatment).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(treatment).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowLeft');
    await expect(treatment).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(rowOf(page, /^LED phototherapy/)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(rowOf(page, /^LED phototherapy/)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(treatment).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(treatment).toBeFocused();
  });

  test('Tab stops once, at the row that had focus last', async ({ page }) => {
    await page.keyboard.press('*');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = rowOf(page, /^Session 2/).first();
    await expect(second).toBeFocused();
    await expect(treeOf(page).locator('[tabindex="0"], a[href], button')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: '+90 532 000 00 42' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(second).toBeFocused();
    await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
    await expect(treeOf(page).locator('[tabindex="0"]')).toHaveCount(1);
  });
});

test('Page Up and Page Down move focus by one screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openAppointment(page, '/appointments/15?tenant=1');
  await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
  const rows = treeOf(page).getByRole('treeitem');
  await expect(rows).toHaveCount(60);
  await page.keyboard.press('Tab');
  await expect(rows.first()).toBeFocused();
  const place = () => page.evaluate(() => Number(document.activeElement?.getAttribute('aria-posinset')));
  await page.keyboard.press('PageDown');
  const step = (await place()) - 1;
  expect(step).toBeGreaterThan(3);
  expect(step).toBeLessThan(15);
  await expect(rows.nth(step)).toBeInViewport();
  await page.keyboard.press('PageDown');
  expect(await place()).toBe(2 * step + 1);
  await page.keyboard.press('PageUp');
  expect(await place()).toBe(step + 1);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(rows.first()).toBeFocused();
});
