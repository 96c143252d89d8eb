import type { Locator, Page } from '@playwright/test';
import { appointment, session, treatment } from '../fixtures/appointment.ts';
import { respondWith, waitForAppointment, expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState, viewport: { width: 1280, height: 800 } });

const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Treatments' });
const rows = (page: Page): Locator => tree(page).getByRole('treeitem');
const row = (page: Page, name: RegExp): Locator => tree(page).getByRole('treeitem', { name });

interface Size {
  treatments: number;
  sessions: number;
  products: number;
}

const upTo = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

/** Ids follow from the position: session 7 of treatment 150 has 15007, its third product 1500703. */
const treatmentsOf = ({ treatments, sessions, products }: Size) =>
  upTo(treatments).map((t) =>
    treatment({
      id: t,
      name: `Treatment ${t}`,
      session: sessions,
      sessions: upTo(sessions).map((s) =>
        session({
          id: t * 100 + s,
          session_order: s,
          offset_days: s * 21,
          products: upTo(products).map((p) => ({
            id: (t * 100 + s) * 100 + p,
            product_id: p,
            min_quantity: p,
            product: {
              id: p,
              name: `Product ${t}.${s}.${p}`,
              full_name: `Product ${t}.${s}.${p}`,
              brand: { id: 1, name: 'Sample Labs' },
              unit_code: { id: '1', name: 'piece', code: 'C62' },
            },
          })),
        }),
      ),
    }),
  );

/** Opens a plan of this size. */
const openPlan = async (page: Page, size: Size, hash = ''): Promise<void> => {
  await respondWith(page, 42, appointment({ treatments: treatmentsOf(size) }));
  await openAppointment(page, `/appointments/42?tenant=1${hash}`);
};

/** 200 treatments of 10 sessions of 10 products: 22,200 rows, and two of details for each treatment. */
const large = { treatments: 200, sessions: 10, products: 10 };

/** Expands all rows of a plan that is too large to be rendered completely, and waits until a part of it is rendered. */
const expandAll = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Everything is expanded.' })).toHaveCount(1);
  await expect.poll(() => rows(page).count()).toBeLessThan(100);
};

/** Just large enough to be virtualized; quicker to open. */
const longer = { ...large, treatments: 20 };

/** Opens a plan with everything expanded and focus on its first row. */
const openAll = async (page: Page, size = large): Promise<void> => {
  await openPlan(page, size);
  await expandAll(page);
  await rows(page).first().focus();
  await expect(rows(page).first()).toBeFocused();
};

/** The focused row; null when focus is elsewhere. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element?.getAttribute('role') !== 'treeitem') return null;
    const { top, bottom } = element.getBoundingClientRect();
    const number = (name: string) => Number(element.getAttribute(name));
    return {
      text: element.textContent.trim(),
      level: number('aria-level'),
      place: `${number('aria-posinset')} of ${number('aria-setsize')}`,
      visible: bottom > 0 && top < window.innerHeight,
    };
  });

const expectFocused = async (
  page: Page,
  expected: { text: RegExp; level: number; place: string },
): Promise<void> => {
  await expect
    .poll(() => focused(page))
    .toEqual({ ...expected, text: expect.stringMatching(expected.text), visible: true });
};

/** Expects rows everywhere in the visible part of the tree. */
const expectNoGaps = async (page: Page): Promise<void> => {
  await expect
    .poll(() =>
      tree(page).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        const gaps: number[] = [];
        for (let y = Math.max(top, 80) + 4; y < Math.min(bottom, window.innerHeight) - 12; y += 8) {
          const { left, width } = element.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, y);
          if (hit && element.contains(hit) && !hit.closest('[role="treeitem"]')) gaps.push(y);
        }
        return gaps;
      }),
    )
    .toEqual([]);
};

test('a plan of 22,200 rows stays small in the document, and works with keyboard and filter', async ({
  page,
}) => {
  await openAll(page);
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);

  await test.step('renders only the visible rows', async () => {
    expect(await elements()).toBeLessThan(1500);
    expect(await rows(page).count()).toBeLessThan(80);
    const height = await tree(page).evaluate((element) => element.clientHeight);
    expect(height).toBeGreaterThan(22_200 * 30);
  });

  await test.step('moves focus to rows that are not rendered', async () => {
    await page.keyboard.press('End');
    await expectFocused(page, { text: /Four sessions, three weeks apart/, level: 3, place: '1 of 1' });
    await page.keyboard.press('ArrowLeft');
    await expectFocused(page, { text: /^Details/, level: 2, place: '11 of 11' });
    await page.keyboard.press('ArrowUp');
    await expectFocused(page, { text: /Product 200\.10\.10/, level: 3, place: '10 of 10' });
    await page.keyboard.press('ArrowLeft');
    await expectFocused(page, { text: /Session 10/, level: 2, place: '10 of 11' });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(row(page, /^Session 9/)).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowLeft');
    // 89 rows above, and out of the document until now.
    await expectFocused(page, { text: /^Treatment 200/, level: 1, place: '200 of 200' });
    await page.keyboard.press('Home');
    await expectFocused(page, { text: /^Treatment 1I/, level: 1, place: '1 of 200' });
  });

  await test.step('renders only the visible rows at its end', async () => {
    await page.keyboard.press('End');
    await expectFocused(page, { text: /Four sessions, three weeks apart/, level: 3, place: '1 of 1' });
    expect(await elements()).toBeLessThan(1500);
    await expectNoGaps(page);
  });

  await test.step('collapses to its treatments and filters 20,000 products', async () => {
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await expect(rows(page)).toHaveCount(200);
    await expect(tree(page)).toBeInViewport();
    const filter = page.getByRole('searchbox', { name: 'Filter the treatments' });
    await filter.fill('product 137.4.9');
    await expect(page.getByRole('status').filter({ hasText: /^1 match$/ })).toBeVisible();
    await expect(rows(page)).toHaveCount(3);
    await expect(tree(page).locator('mark')).toHaveText('Product 137.4.9');
    await filter.fill('product');
    await expect(page.getByRole('status').filter({ hasText: /^20,000 matches$/ })).toBeVisible();
    expect(await rows(page).count()).toBeLessThan(80);
    await expectNoGaps(page);
    await filter.press('Escape');
    await expect(rows(page)).toHaveCount(200);
  });
});

test('type-ahead with a space finds a row that is not rendered', async ({ page }) => {
  await openAll(page, longer);
  await page.keyboard.type('treatment 17');
  await expectFocused(page, { text: /^Treatment 17/, level: 1, place: '17 of 20' });
  await expect(row(page, /^Treatment 17/)).toHaveAttribute('aria-expanded', 'true');
});

test('Page Down and the arrow keys scroll beyond the window and back', async ({ page }) => {
  await openAll(page, longer);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('PageDown');
  await expect.poll(async () => (await focused(page))?.visible).toBe(true);
  const far = await page.evaluate(() => window.scrollY);
  expect(far).toBeGreaterThan(1500);
  await expectNoGaps(page);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('PageUp');
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowDown');
  // Row 61: five sessions of eleven rows below the treatment, then five more.
  await expectFocused(page, { text: /^Product 1\.6\.4/, level: 3, place: '4 of 10' });
  await expectNoGaps(page);
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowUp');
  await expectFocused(page, { text: /^Treatment 1I/, level: 1, place: '1 of 20' });
});

test('the focused row keeps focus when it is scrolled out of the window', async ({ page }) => {
  await openAll(page, longer);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  const product = row(page, /^Product 1\.1\.2/);
  await expect(product).toBeFocused();
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, 200_000);
  await expect(product).not.toBeInViewport();
  await expectNoGaps(page);
  await expect(product).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^Product 1\.1\.3/)).toBeFocused();
  await expect(row(page, /^Product 1\.1\.3/)).toBeInViewport();
});

test('rows leave no gaps when the window changes its width', async ({ page }) => {
  await openAll(page, longer);
  await page.setViewportSize({ width: 390, height: 800 });
  await tree(page).evaluate((element) => {
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 100);
  });
  await expectNoGaps(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await tree(page).evaluate((element) => {
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY + 3000);
  });
  await expectNoGaps(page);
});

test('the focused row keeps focus when a plan starts and stops being virtualized', async ({ page }) => {
  await openPlan(page, { treatments: 12, sessions: 10, products: 10 });
  await expandAll(page);
  const first = row(page, /^Treatment 1\b/);
  await first.focus();
  // A closed first treatment takes 111 rows; another brings the plan under a thousand.
  await page.keyboard.press('ArrowLeft');
  await expect(first).toBeFocused();
  for (const other of ['t', 't', 't']) {
    await page.keyboard.press(other);
    await page.keyboard.press('ArrowLeft');
  }
  const fourth = row(page, /^Treatment 4/);
  await expect(fourth).toBeFocused();
  await expect(fourth).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(() => rows(page).count()).toBeGreaterThan(800);
  await page.keyboard.press('*');
  await expect.poll(() => rows(page).count()).toBeLessThan(100);
  await expect(fourth).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^Session 1/).and(page.locator(':focus'))).toHaveCount(1);
});

test('a link to a row far down scrolls to it, also after a reload with everything expanded', async ({
  page,
}) => {
  const linked = tree(page).locator('[aria-current="true"]');
  await openPlan(page, large, '#session-15007');
  await expect(linked).toHaveAccessibleName(/^Session 7/);
  await expect(linked).toBeInViewport({ ratio: 0.9 });
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect
    .poll(() => tree(page).evaluate((element) => element.clientHeight))
    .toBeGreaterThan(22_200 * 30);
  await page.goto('about:blank');
  await page.goBack();
  await page.reload();
  await waitForAppointment(page);
  await expect(linked).toHaveAccessibleName(/^Session 7/);
  await expect(linked).toBeInViewport({ ratio: 0.9 });
  await expect(tree(page).locator(':focus')).toHaveCount(0);
  await expectNoGaps(page);
});

test('a plan is virtualized when it has more than a thousand rows', async ({ page }) => {
  // 9 treatments of 10 sessions of 10 products, each with its details: 1,017 rows.
  await openPlan(page, { treatments: 9, sessions: 10, products: 10 });
  await expandAll(page);
  await row(page, /^Session 1/)
    .first()
    .click();
  expect(await rows(page).count()).toBeLessThan(80);
  await row(page, /^Session 2/)
    .first()
    .click();
  await expect(rows(page)).toHaveCount(997);
  expect(await page.evaluate(() => document.body.textContent.includes('Product 9.10.10'))).toBe(true);
});

test('a virtualized plan prints every row', async ({ page }) => {
  await openPlan(page, { treatments: 13, sessions: 10, products: 10 });
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      const texts = [...document.querySelectorAll('[role="treeitem"]')].map(({ textContent }) => textContent);
      document.documentElement.dataset.printed = `${texts.length} ${texts.at(-3)}`;
    });
  });
  await expandAll(page);
  await row(page, /^Session 1/)
    .first()
    .focus();
  await page.pdf({ format: 'A4', preferCSSPageSize: true });
  await expect(page.locator('html')).toHaveAttribute('data-printed', /^1469 Product 13\.10\.10/);
  await expect.poll(() => rows(page).count()).toBeLessThan(100);
  await expect(row(page, /^Session 1/).first()).toBeFocused();
});
