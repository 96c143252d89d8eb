import type { Locator, Page } from '@playwright/test';
import type { AppointmentResponse } from '#contract/appointment.schema.ts';
import { pathOf, waitForAppointment, expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Treatments' });
const rows = (page: Page): Locator => tree(page).getByRole('treeitem');
const row = (page: Page, name: RegExp): Locator => tree(page).getByRole('treeitem', { name });
const linked = (page: Page): Locator => tree(page).locator('[role="treeitem"][aria-current="true"]');
const filter = (page: Page): Locator => page.getByRole('searchbox', { name: 'Filter the treatments' });
const entries = (page: Page): Promise<number> => page.evaluate(() => window.history.length);

/** Text and expanded state of every row. */
const shown = (page: Page) =>
  rows(page).evaluateAll((elements) =>
    elements.map((element) => `${element.textContent} ${element.getAttribute('aria-expanded')}`),
  );

/** The treatments of the response: links are made of their ids. */
const treatmentsOf = async (page: Page, id: number): Promise<AppointmentResponse['data']['treatments']> => {
  await openAppointment(page, `/appointments/${id}?tenant=1`);
  const { data }: AppointmentResponse = await page.evaluate(
    async (path) => (await fetch(path, { headers: { 'X-Tenant': '1' } })).json(),
    `/api/v1/appointments/${id}`,
  );
  return data.treatments;
};

test.describe('plan filter', () => {
  test('leads by Tab from the field to its matches', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await filter(page).fill('cannula');
    await expect(row(page, /^Cannula/).first()).toBeVisible();
    for (let step = 0; step < 4; step += 1) {
      if (
        await rows(page)
          .first()
          .evaluate((element) => element === document.activeElement)
      )
        break;
      await page.keyboard.press('Tab');
    }
    await expect(rows(page).first()).toBeFocused();
    await page.keyboard.press('c');
    await expect(row(page, /^Cannula/).first()).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(row(page, /^Session 1/)).toHaveAttribute('aria-expanded', 'false');
  });
});

/** The row of the link is marked and visible, and does not have focus. */
const expectLinked = async (page: Page, name: RegExp): Promise<void> => {
  await expect(linked(page)).toHaveCount(1);
  await expect(linked(page)).toHaveAccessibleName(name);
  await expect(linked(page)).toBeInViewport({ ratio: 0.9 });
  await expect(tree(page).locator(':focus')).toHaveCount(0);
};

test.describe('link to a plan row', () => {
  test('scrolls to the row and marks it without moving focus, also after a reload', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    const session = (await treatmentsOf(page, 42))[1]?.sessions[2];
    const other = await page.context().newPage();
    await openAppointment(other, `/appointments/42?tenant=1#session-${session?.id}`);
    await expectLinked(other, /^Session 3/);
    await expect(row(other, /^LED phototherapy/)).toHaveAttribute('aria-expanded', 'true');
    await other.reload();
    await waitForAppointment(other);
    await expect(linked(other)).toHaveAccessibleName(/^Session 3/);
    await expect(linked(other)).toBeInViewport({ ratio: 0.9 });
    await expect(tree(other).locator(':focus')).toHaveCount(0);
    expect(pathOf(other)).toBe(`/appointments/42?tenant=1#session-${session?.id}`);
  });

  test('scrolls far down a plan of sixty treatments, in a wide and a narrow window', async ({ page }) => {
    const treatments = await treatmentsOf(page, 15);
    const session = treatments[58]?.sessions[1];
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 700 });
      await page.goto('about:blank');
      await openAppointment(page, `/appointments/15?tenant=1#session-${session?.id}`);
      await expectLinked(page, /^Session 2/);
    }
    await page.reload();
    await waitForAppointment(page);
    await expect(linked(page)).toBeInViewport({ ratio: 0.9 });
  });

  test('can be followed to another row of the same page and back', async ({ page }) => {
    const treatments = await treatmentsOf(page, 15);
    const follow = (index: number) =>
      page.evaluate((hash) => {
        window.location.hash = hash;
      }, `treatment-${treatments[index]?.id}`);
    const expectTreatment = async (index: number) => {
      await expect(linked(page)).toContainText(treatments[index]?.name ?? 'no such treatment');
      await expect(linked(page)).toBeInViewport({ ratio: 0.9 });
    };
    for (const index of [40, 5]) {
      await follow(index);
      await expectTreatment(index);
    }
    await page.goBack();
    await expectTreatment(40);
  });
});

test('expanded rows survive a reload and going back, and add nothing to the history', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  const length = await entries(page);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await rows(page).nth(1).click();
  await rows(page).nth(2).click();
  const before = await shown(page);
  expect(await entries(page)).toBe(length);
  await page.reload();
  await waitForAppointment(page);
  expect(await shown(page)).toEqual(before);
  await page.getByRole('link', { name: 'Show this day' }).click();
  await expect(page).toHaveURL(/\/appointments\?/);
  await page.goBack();
  await waitForAppointment(page);
  expect(await shown(page)).toEqual(before);
  expect(await entries(page)).toBe(length + 1);
});
