import type { Page } from '@playwright/test';
import { expect, openAppointment, signedInState, test } from './fixtures.ts';

/** What screen readers and browsers with forced colors make of the main states. */

const main = (page: Page) => page.getByRole('main');

test.describe('the accessibility tree', () => {
  test.use({ storageState: signedInState });

  for (const [name, path] of [
    ['an appointment', '/appointments/42?tenant=1'],
    ['a cancelled appointment', '/appointments/1?tenant=1'],
    ['an appointment without a customer', '/appointments/6?tenant=1'],
  ] as const)
    test(`of ${name} has its facts by role and name in reading order`, async ({ page }) => {
      await openAppointment(page, path);
      await expect(main(page)).toMatchAriaSnapshot();
    });

  test('of an unknown appointment has the message and what to do', async ({ page }) => {
    await page.goto('/appointments/999999?tenant=1');
    await expect(main(page)).toMatchAriaSnapshot();
  });

  test('of a link without a clinic asks for it', async ({ page }) => {
    await page.goto('/appointments/42');
    await expect(main(page)).toMatchAriaSnapshot();
  });
});

test('the accessibility tree of the first screen offers to sign in', async ({ page }) => {
  await page.goto('/appointments/42?tenant=1');
  await expect(main(page)).toMatchAriaSnapshot();
});

test.describe('with forced colors', () => {
  test.use({ storageState: signedInState });

  /** The colors of an element as the browser forces them. */
  const colorsOf = (page: Page, role: 'tab' | 'checkbox' | 'radio', name: string | RegExp) =>
    page.getByRole(role, { name }).first().evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return { color, backgroundColor };
    });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`the selected tab differs from the others and chart text from its background (${colorScheme})`, async ({
      page,
    }) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await openAppointment(page, '/appointments/42?tenant=1&view=timeline');
      const selected = await colorsOf(page, 'tab', 'Timeline');
      const other = await colorsOf(page, 'tab', 'Plan');
      expect(selected.backgroundColor).not.toBe(other.backgroundColor);
      const texts = await page.getByRole('tabpanel').locator('svg text').evaluateAll((elements) =>
        elements.map((element) => getComputedStyle(element).fill),
      );
      const canvasText = await page.evaluate(() => {
        document.body.style.color = 'CanvasText';
        return getComputedStyle(document.body).color;
      });
      expect(new Set(texts)).toEqual(new Set([canvasText]));
    });
});
