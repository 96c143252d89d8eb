import type { Locator, Page } from '@playwright/test';
import { appointment, session, treatment } from '../fixtures/appointment.ts';
import {
  respondWith,
  expect,
  expectAccessibleInBothSchemes,
  horizontalOverflow,
  noOverflow,
  openAppointment,
  signIn,
  signedInState,
  test,
  waitForAppointment,
} from './fixtures.ts';

test.use({ storageState: signedInState });

const tab = (page: Page, name: string | RegExp): Locator => page.getByRole('tab', { name });
const chart = (page: Page): Locator => page.getByRole('img', { name: /^Sessions on a time axis/ });
const item = (page: Page, name: RegExp): Locator => page.getByRole('checkbox', { name });

const openView = async (page: Page, view: string | RegExp, address = '/appointments/42?tenant=1') => {
  await openAppointment(page, address);
  await tab(page, view).click();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

/** A treatment with a session on each of these days after the appointment. */
const course = (name: string, days: readonly (number | null)[], gaps: readonly (number | null)[] = []) =>
  treatment({
    id: 100 + name.length,
    name,
    sessions: days.map((day, index) =>
      session({
        id: name.length * 1000 + index,
        session_order: index + 1,
        offset_days: day,
        next_gap_days: gaps[index] ?? null,
      }),
    ),
  });

const openTimeline = async (page: Page, treatments: ReturnType<typeof treatment>[], fields = {}) => {
  await respondWith(page, 42, appointment({ treatments, ...fields }));
  await openView(page, 'Timeline');
  await expect(chart(page)).toBeVisible();
};

/** The horizontal centers of the marks, in drawing order. */
const marks = (page: Page): Promise<number[]> =>
  chart(page)
    .locator('circle')
    .evaluateAll((circles) =>
      circles.map((circle) => {
        const { left, width } = circle.getBoundingClientRect();
        return left + width / 2;
      }),
    );

/** Texts of the chart that overlap each other or another session's mark, or reach beyond the chart. */
const collisions = (page: Page) =>
  chart(page).evaluate((svg) => {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text, foreignObject, circle')].flatMap((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return right - left < 1 ? [] : [{ element, left, right, top, bottom }];
    });
    const found: string[] = [];
    for (const [index, box] of boxes.entries()) {
      const text = box.element.textContent.slice(0, 30);
      if (box.left < frame.left - 5 || box.right > frame.right + 5) found.push(`beyond: ${text}`);
      if (box.element.tagName === 'circle') continue;
      for (const other of boxes.slice(index + 1)) {
        // A mark contains its own number.
        if (
          box.element.nextElementSibling === other.element ||
          other.element.nextElementSibling === box.element
        )
          if (other.element.tagName === 'circle' && /^\d+$/.test(text)) continue;
        const over =
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4;
        if (over) found.push(`${text} over ${other.element.textContent.slice(0, 30)}`);
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...found, 'sideways'] : found;
  });

test.describe('timeline', () => {
  test('places sessions, gaps and today in proportion to their days', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2026-12-01T09:00:00Z'));
    await openTimeline(page, [course('A', [0, 7, 28, 70])]);
    const [first = 0, second = 0, third = 0, last = 0] = await marks(page);
    expect((second - first) / (last - first)).toBeCloseTo(0.1, 2);
    expect((third - first) / (last - first)).toBeCloseTo(0.4, 2);
    for (const gap of ['21 d', '42 d'])
      await expect(chart(page).getByText(gap, { exact: true })).toBeVisible();
    const today = await chart(page).getByText('today').boundingBox();
    expect(((today?.x ?? 0) + (today?.width ?? 0) / 2 - first) / (last - first)).toBeCloseTo(0.1, 1);
    expect(await collisions(page)).toEqual([]);
  });

  const long = 'FRACTIONAL NON-ABLATIVE REJUVENATION WITH PHOTOPROTECTION';
  const plans = {
    'gaps that contradict, replace and lack offsets': [
      course('Disagreeing', [0, 21, 30], [14, 14]),
      course('By gaps', [null, null], [10]),
      course('Dayless', [null]),
    ],
    'one lane over a week': [course('A week', [0, 3, 7])],
    'one lane over three years': [course('Three years', [0, 30, 365, 730, 1095])],
    'forty lanes with long names': Array.from({ length: 40 }, (_, lane) =>
      course(`${long} ${'I'.repeat(lane)}`, [0, 42, 42 + lane, 210]),
    ),
  };
  for (const [name, treatments] of Object.entries(plans))
    test(`has no overlapping text with ${name}, in a wide and a narrow window`, async ({ page }) => {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await openTimeline(page, treatments);
        expect(await collisions(page), `at ${width} px`).toEqual([]);
        await expect(chart(page).locator('foreignObject')).toHaveCount(treatments.length);
      }
    });

  test('shows the year when sessions span several years', async ({ page }) => {
    await openTimeline(page, plans['one lane over three years']);
    await expect(chart(page).getByText('24 Nov 2026', { exact: true })).toBeVisible();
  });
});

test.describe('supply list', () => {
  const choose = (page: Page, name: string) => page.getByRole('radio', { name }).check({ force: true });

  test.describe('checked items', () => {
    // Its own session: signing out must not end the session of the other tests.
    test.use({ storageState: { cookies: [], origins: [] } });

    test('survive a reload and are removed by signing out', async ({ page }) => {
      const enter = async () => {
        await page.goto('/appointments/42?tenant=1');
        await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
        await signIn(page);
        await waitForAppointment(page);
        await tab(page, 'Prepare').click();
        await choose(page, 'All');
      };
      await enter();
      await item(page, /^Restylane/).check();
      await page.reload();
      await expect(item(page, /^Restylane/)).toBeChecked();
      await expect(item(page, /^Lidocaine/)).not.toBeChecked();
      await page.getByRole('button', { name: /^Account and settings/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect
        .poll(() => page.evaluate(() => Object.keys(sessionStorage).join()))
        .not.toContain('checked-supplies');
      await enter();
      await expect(item(page, /^Restylane/)).not.toBeChecked();
    });
  });
});

for (const locale of ['en-GB', 'tr-TR'])
  test.describe(`treatment views in ${locale}`, () => {
    test.use({ locale });

    test('are accessible and fit a narrow window', async ({ page }) => {
      await openAppointment(page, '/appointments/20?tenant=1');
      for (const index of [0, 1, 2]) {
        await page.setViewportSize({ width: 1280, height: 700 });
        const current = page.getByRole('tab').nth(index);
        await current.click();
        // The previous view stays until the next one is loaded.
        await expect(current).toHaveAttribute('aria-selected', 'true');
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        for (const summary of await page.getByRole('tabpanel').locator('summary').all())
          await summary.click();
        if (locale === 'en-GB') await expectAccessibleInBothSchemes(page, '[role="tabpanel"]');
        await page.setViewportSize({ width: 320, height: 700 });
        expect(await horizontalOverflow(page)).toEqual(noOverflow);
      }
    });
  });
