import type { Locator, Page } from '@playwright/test';
import type { AppointmentResponse } from '#contract/appointment.schema.ts';
import {
  pathOf,
  waitForAppointment,
  omitInitialData,
  expect,
  openAppointment,
  signedInState,
  test,
} from './fixtures.ts';

test.use({ storageState: signedInState, permissions: ['clipboard-read', 'clipboard-write'] });

const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Treatments' });
const rows = (page: Page): Locator => tree(page).getByRole('treeitem');
const row = (page: Page, name: RegExp): Locator => tree(page).getByRole('treeitem', { name });
const linked = (page: Page): Locator => tree(page).locator('[role="treeitem"][aria-current="true"]');
const filter = (page: Page): Locator => page.getByRole('searchbox', { name: 'Filter the treatments' });
const entries = (page: Page): Promise<number> => page.evaluate(() => window.history.length);

/** What is shown, row by row, and whether it is open. */
const shown = (page: Page) =>
  rows(page).evaluateAll((elements) =>
    elements.map((element) => `${element.textContent} ${element.getAttribute('aria-expanded')}`),
  );

/** The treatments as the service gives them: a link is made of its numbers. */
const treatmentsOf = async (page: Page, id: number): Promise<AppointmentResponse['data']['treatments']> => {
  await omitInitialData(page);
  const [response] = await Promise.all([
    page.waitForResponse(`**/api/v1/appointments/${id}`),
    openAppointment(page, `/appointments/${id}?tenant=1`),
  ]);
  const { data }: AppointmentResponse = await response.json();
  return data.treatments;
};

test.describe('the filter', () => {
  test('narrows the plan to what matches, opens the way, marks it and says how many', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await filter(page).fill('lidocaine');
    await expect(page.getByRole('status').filter({ hasText: '4 matches' })).toBeVisible();
    await expect(row(page, /^LED phototherapy/)).toHaveCount(0);
    await expect(row(page, /^Hydrating skin booster/)).toHaveAttribute('aria-expanded', 'true');
    await expect(row(page, /^Session/)).toHaveCount(4);
    await expect(row(page, /^Lidocaine/)).toHaveCount(4);
    await expect(row(page, /^Restylane/)).toHaveCount(0);
    await expect(tree(page).locator('mark')).toHaveText(Array.from({ length: 4 }, () => 'Lidocaine'));
    await expect(filter(page)).toBeFocused();
  });

  for (const [by, wanted, found] of [
    ['treatment', 'PHOTOTHERAPY', /^LED phototherapy/],
    ['group', 'devices', /^LED phototherapy/],
    ['practitioner, without the dots and tails', 'selin aydin', /^Hydrating skin booster/],
    ['brand', 'galderma', /^Restylane/],
  ] as const)
    test(`finds by ${by}`, async ({ page }) => {
      await openAppointment(page, '/appointments/42?tenant=1');
      await filter(page).fill(wanted);
      await expect(tree(page).locator('mark').first()).toBeVisible();
      await expect(row(page, found).first().locator('mark')).toBeVisible();
    });

  test('is cleared by Escape, and the plan is as it was', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    const before = await shown(page);
    await filter(page).fill('galderma');
    await expect(tree(page).locator('mark').first()).toBeVisible();
    await row(page, /^Session 1/).click();
    await filter(page).press('Escape');
    await expect(filter(page)).toHaveValue('');
    await expect(page.getByText(/\d match/)).toHaveCount(0);
    expect(await shown(page)).toEqual(before);
    await expect(filter(page)).toBeFocused();
  });

  test('says when nothing matches', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await filter(page).fill('no such thing');
    await expect(page.getByText('Nothing in this plan matches.')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '0 matches' })).toBeVisible();
    await expect(tree(page)).toHaveCount(0);
  });

  test('takes what looks like a pattern or markup as it is', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    for (const wanted of ['.*', '<mark>', '\\', '(', '%']) {
      await filter(page).fill(wanted);
      await expect(page.getByRole('status').filter({ hasText: /\d match/ })).toBeVisible();
    }
    await expect(tree(page).locator('mark')).toHaveText(Array.from({ length: 4 }, () => '%'));
  });

  test('leads by the keyboard from the field to a match and on', async ({ page }) => {
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

  test('in a plan of sixty treatments leaves the one that is looked for', async ({ page }) => {
    await openAppointment(page, '/appointments/15?tenant=1');
    await filter(page).fill('navel line, diode');
    await expect(page.getByRole('status').filter({ hasText: /^1 match$/ })).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await filter(page).press('Escape');
    await expect.poll(() => rows(page).count()).toBeGreaterThan(59);
  });
});

/** The row that a link leads to: marked, seen, and not where the focus is. */
const expectLinked = async (page: Page, name: RegExp): Promise<void> => {
  await expect(linked(page)).toHaveCount(1);
  await expect(linked(page)).toHaveAccessibleName(name);
  await expect(linked(page)).toBeInViewport({ ratio: 0.9 });
  await expect(tree(page).locator(':focus')).toHaveCount(0);
};

test.describe('a link to a node', () => {
  test('opens the way to a session, brings it into view and marks it, after a reload too', async ({
    page,
  }) => {
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

  test('is at a treatment and at a product as well', async ({ page }) => {
    const [first, second] = await treatmentsOf(page, 42);
    await page.goto('about:blank');
    await openAppointment(page, `/appointments/42?tenant=1#treatment-${second?.id}`);
    await expectLinked(page, /^LED phototherapy/);
    const product = first?.sessions[3]?.products[0];
    await page.goto('about:blank');
    await openAppointment(page, `/appointments/42?tenant=1#product-${product?.id}`);
    await expectLinked(page, /^Restylane/);
    await expect(row(page, /^Session 4/)).toHaveAttribute('aria-expanded', 'true');
  });

  test('is found far down a plan of sixty treatments, on a phone as well', async ({ page }) => {
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

  test('can be followed from one to the next in the same page', async ({ page }) => {
    const treatments = await treatmentsOf(page, 15);
    for (const at of [40, 5]) {
      const id = treatments[at]?.sessions[0]?.id;
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, `session-${id}`);
      await expect(linked(page)).toHaveAttribute('data-key', `session-${id}`);
      await expect(linked(page)).toBeInViewport({ ratio: 0.9 });
    }
    await page.goBack();
    await expect(linked(page)).toHaveAttribute('data-key', `session-${treatments[40]?.sessions[0]?.id}`);
  });

  test('to a row that is not there opens the appointment all the same', async ({ page }) => {
    for (const hash of ['#session-0', '#%', '#"]', '#treatment-']) {
      await page.goto('about:blank');
      await openAppointment(page, `/appointments/42?tenant=1${hash}`);
      await expect(tree(page)).toBeVisible();
      await expect(linked(page)).toHaveCount(0);
    }
  });

  test('is copied from the row one is on, and leads there in another page', async ({ page }) => {
    await openAppointment(page, '/appointments/15?tenant=1');
    const copy = page.getByRole('button', { name: 'Copy a link to the selected row' });
    await expect(copy).toBeDisabled();
    const treatment = row(page, /^Laser hair removal – Navel line, diode/);
    await treatment.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await copy.click();
    await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const { origin } = new URL(page.url());
    expect(link).toMatch(new RegExp(`^${origin}/appointments/15\\?tenant=1#session-\\d+$`));
    const other = await page.context().newPage();
    await openAppointment(other, link);
    await expectLinked(other, /^Session 2/);
    await expect(row(other, /^Laser hair removal – Navel line, diode/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
  });
});

test.describe('what is open', () => {
  for (const [name, id] of [
    ['an ordinary plan', 42],
    ['a plan of sixty treatments', 15],
  ] as const)
    test(`in ${name} survives a reload and the way back, and adds nothing to the history`, async ({
      page,
    }) => {
      await openAppointment(page, `/appointments/${id}?tenant=1`);
      const length = await entries(page);
      await page.getByRole('button', { name: 'Collapse all' }).click();
      await rows(page).nth(1).click();
      await rows(page).nth(2).click();
      const before = await shown(page);
      expect(await entries(page)).toBe(length);
      await page.reload();
      await waitForAppointment(page);
      expect(await shown(page)).toEqual(before);
      const breadcrumb = page.getByRole('navigation', { name: 'Breadcrumb' });
      await breadcrumb.getByRole('link', { name: 'Appointments' }).click();
      await expect(page.getByRole('heading', { name: 'Open an appointment' })).toBeVisible();
      await page.goBack();
      await waitForAppointment(page);
      expect(await shown(page)).toEqual(before);
      expect(await entries(page)).toBe(length + 1);
    });

  test('all of it, survives a reload', async ({ page }) => {
    await openAppointment(page, '/appointments/15?tenant=1');
    await page.getByRole('button', { name: 'Expand all' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Everything is expanded.' })).toHaveCount(1);
    const count = await rows(page).count();
    expect(count).toBeGreaterThan(900);
    await page.reload();
    await waitForAppointment(page);
    await expect(rows(page)).toHaveCount(count);
  });
});
