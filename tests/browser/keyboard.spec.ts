import type { Locator, Page } from '@playwright/test';
import { waitForAppointment, expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

const treeOf = (page: Page): Locator => page.getByRole('tree', { name: 'Treatments' });
const rowOf = (page: Page, name: RegExp): Locator => treeOf(page).getByRole('treeitem', { name });

/** What has the focus, in a reader's words, and whether it is seen to have it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return {
      name: name.replaceAll(/\s+/g, ' ').trim(),
      seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });

test.describe('the page by the keyboard alone', () => {
  test('Tab goes through everything in reading order, and the focus is seen at every stop', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const stops: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      const { name, seen } = await focused(page);
      if (stops.length > 0 && name === stops[0]) break;
      stops.push(name);
      if (name.startsWith('APT-2026-00057')) break;
      expect(seen, `the focus on "${name}"`).toBe(true);
    }
    const expected = [
      'Skip to the content',
      /Appointments$/,
      'Open an appointment by number',
      'Clinic: Nişantaşı Clinic',
      'Privacy: blur the record',
      'Account and settings: Elif Yılmaz',
      'Appointments',
      'APT-2026-00038',
      'Copy link',
      'Calendar',
      'Print',
      'More actions',
      '+90 532 000 00 42',
      'zeynep@example.com',
      'Show',
      'Plan',
      'Filter the treatments',
      'Expand all',
      'Collapse all',
      /^Hydrating skin booster/,
      'Record details',
      'The raw answer',
      /^APT-2026-00038/,
      /^APT-2026-00057/,
    ];
    expect(stops).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
  });

  test('the skip link leads past the bar and leaves the address alone', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1#here');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    expect(new URL(page.url()).hash).toBe('#here');
    await page.keyboard.press('Tab');
    await expect(
      page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').first(),
    ).toBeFocused();
  });

  test('Ctrl K leads to the field from anywhere, which opens a number and says what it does not know', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Show' }).focus();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('textbox', { name: 'Open an appointment by number' });
    await expect(field).toBeFocused();
    await page.keyboard.type('tomorrow');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Type the number of an appointment');
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue('tomorrow');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('#57');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('APT-2026-00057');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    expect(new URL(page.url()).pathname).toBe('/appointments/57');
  });

  test('a menu opens with Enter, closes with Escape and gives the focus back', async ({ page }) => {
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
      await expect(first).toBeVisible();
      await page.keyboard.press('Tab');
      await expect(first).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(button).toHaveAttribute('aria-expanded', 'false');
      await expect(button).toBeFocused();
      await expect(first).toHaveCount(0);
    }
  });

  test('a menu closes when the focus goes on', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const button = page.getByRole('button', { name: /^Clinic:/ });
    await button.press('Enter');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(page.getByRole('button', { name: /^Privacy/ })).toBeFocused();
  });

  test('language and colours change with the arrow keys, and the focus stays', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: /^Account and settings/ }).press('Enter');
    // What the menu holds may be on its way still.
    await expect(page.getByRole('radio', { name: 'English' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Türkçe' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Bağlantıyı kopyala' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  });

  test('the identity number is shown and hidden again with one key', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Hide' })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Show' })).toBeFocused();
  });

  test('the first page opens an appointment, and its list of opened ones too', async ({ page }) => {
    await page.goto('/?tenant=1');
    await page.getByRole('heading', { name: 'Open an appointment' }).waitFor();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: 'Number or link of the appointment' })).toBeFocused();
    await page.keyboard.type('38');
    await page.keyboard.press('Enter');
    await waitForAppointment(page);
    await page.goBack();
    await page.getByRole('link', { name: /^#38/ }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('APT-2026-00038');
  });
});

test.describe('the tree by the keyboard alone', () => {
  test.beforeEach(async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
    await page.keyboard.press('Tab');
  });

  test('the arrow keys open, go in, go out and close', async ({ page }) => {
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

  test('Enter and Space open and close, and an asterisk opens all beside', async ({ page }) => {
    const [treatment, other] = [rowOf(page, /^Hydrating skin booster/), rowOf(page, /^LED phototherapy/)];
    for (const key of ['Enter', 'Space']) {
      await page.keyboard.press(key);
      await expect(treatment).toHaveAttribute('aria-expanded', 'true');
      await page.keyboard.press(key);
      await expect(treatment).toHaveAttribute('aria-expanded', 'false');
    }
    await page.keyboard.press('*');
    await expect(treatment).toHaveAttribute('aria-expanded', 'true');
    await expect(other).toHaveAttribute('aria-expanded', 'true');
    await expect(treatment).toBeFocused();
    await expect(rowOf(page, /^Session 2/).first()).toHaveAttribute('aria-expanded', 'false');
  });

  test('Home and End lead to the first and the last row that is shown', async ({ page }) => {
    await page.keyboard.press('*');
    await page.keyboard.press('End');
    await expect(treeOf(page).getByRole('treeitem').last()).toBeFocused();
    await page.keyboard.press('Home');
    await expect(treeOf(page).getByRole('treeitem').first()).toBeFocused();
  });

  test('letters lead to the next row that begins with them', async ({ page }) => {
    await page.keyboard.press('l');
    await expect(rowOf(page, /^LED phototherapy/)).toBeFocused();
    await page.getByRole('button', { name: 'Expand all' }).click();
    await rowOf(page, /^Hydrating skin booster/).focus();
    await page.keyboard.type('lidocaine');
    await expect(rowOf(page, /^Lidocaine/).first()).toBeFocused();
  });

  test('it is one stop for Tab, at the row that had the focus last', async ({ page }) => {
    await page.keyboard.press('*');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = rowOf(page, /^Session 2/).first();
    await expect(second).toBeFocused();
    await expect(treeOf(page).locator('[tabindex="0"], a[href], button')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(page.getByText('Record details')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(second).toBeFocused();
    await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
    await expect(treeOf(page).locator('[tabindex="0"]')).toHaveCount(1);
  });

  test('keys that mean nothing to it are left to the browser', async ({ page }) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: 'Open an appointment by number' })).toBeFocused();
  });

  test('every row says its level, its place among its siblings, and whether it is open', async ({ page }) => {
    await page.getByRole('button', { name: 'Expand all' }).click();
    const rows = await treeOf(page)
      .getByRole('treeitem')
      .evaluateAll((elements) =>
        elements.map((element) => ({
          level: Number(element.getAttribute('aria-level')),
          position: Number(element.getAttribute('aria-posinset')),
          size: Number(element.getAttribute('aria-setsize')),
          expanded: element.getAttribute('aria-expanded'),
        })),
      );
    expect(rows.length).toBeGreaterThan(18);
    // With everything open, a row's siblings are those of its level until a row further out.
    const expected = rows.map(({ level }, index) => {
      const before = rows.slice(0, index).findLastIndex((row) => row.level < level);
      const after = rows.findIndex((row, at) => at > index && row.level < level);
      const family = rows.slice(before + 1, after === -1 ? undefined : after);
      return {
        level,
        position: rows.slice(before + 1, index + 1).filter((row) => row.level === level).length,
        size: family.filter((row) => row.level === level).length,
        expanded: (rows[index + 1]?.level ?? 0) > level ? 'true' : null,
      };
    });
    expect(rows).toEqual(expected);
    expect(Math.max(...rows.map(({ level }) => level))).toBe(3);
  });
});

test('Page Up and Page Down go through a long tree by the screen', async ({ page }) => {
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
