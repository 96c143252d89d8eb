import type { Page } from '@playwright/test';
import { appointment, session, treatment } from '../fixtures/appointment.ts';
import { schedule, scheduleItem } from '../fixtures/schedule.ts';
import {
  expect,
  omitInitialData,
  openAppointment,
  printedPages,
  respondWith,
  signedInState,
  test,
} from './fixtures.ts';

test.use({ storageState: signedInState });

/** The page as printed: as wide as an A4 sheet within its margins of 12 mm, at 96 pixels an inch. */
const asPrinted = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1031 });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
};

/** Records how many rows of the tree there are at the moment the browser begins to print. */
const watchPrinting = (page: Page) =>
  page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      document.documentElement.dataset.rows = String(document.querySelectorAll('[role="treeitem"]').length);
    });
  });

test('an appointment prints on one page', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  expect(await printedPages(page)).toBe(1);
});

test('an appointment prints on one page, in dark on light, from a dark Turkish screen', async ({
  browser,
}) => {
  const context = await browser.newContext({
    storageState: signedInState,
    locale: 'tr-TR',
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await openAppointment(page, '/appointments/42?tenant=1');
  expect(await printedPages(page)).toBe(1);
  await asPrinted(page);
  const colors = await page.getByRole('heading', { level: 1 }).evaluate((element) => ({
    ink: getComputedStyle(element).color,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  }));
  expect(colors).toEqual({ ink: 'rgb(18, 32, 47)', paper: 'rgb(255, 255, 255)' });
  await context.close();
});

test('a printed appointment has no controls', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await asPrinted(page);
  for (const text of [
    'Zeynep Öztürk',
    'Hydrating skin booster',
    'Confirmed',
    'Dr. Selin Aydın',
    'APT-2026-00057',
  ])
    await expect(page.getByText(text).first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Raw response')).toBeHidden();
  await expect(page.getByText(/^Checked/)).toBeHidden();
});

test('printing expands every row and collapses them again afterwards', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await page.getByRole('button', { name: 'Expand all' }).click();
  const all = await page.getByRole('treeitem').count();
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await expect(page.getByRole('treeitem')).toHaveCount(2);
  await watchPrinting(page);
  await printedPages(page);
  await expect(page.locator('html')).toHaveAttribute('data-rows', String(all));
  await expect(page.getByRole('treeitem')).toHaveCount(2);
});

test('a long plan prints on several pages without cutting anything off', async ({ page }) => {
  const long = 'Fractional non-ablative rejuvenation with post-treatment barrier repair and photoprotection';
  const treatments = Array.from({ length: 12 }, (_, index) =>
    treatment({
      id: 300 + index,
      name: `${long} ${index}`,
      price: '12345678.90',
      sessions: [1, 2, 3, 4].map((order) =>
        session({ id: 4000 + index * 10 + order, session_order: order, offset_days: order * 7 }),
      ),
    }),
  );
  await respondWith(page, 42, appointment({ treatments }));
  await openAppointment(page, '/appointments/42?tenant=1');
  expect(await printedPages(page)).toBeGreaterThan(1);
  await asPrinted(page);
  const cut = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll<HTMLElement>('article *')]
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width <= 1 || height <= 1) return false;
        const { overflowX, overflowY, paddingInlineStart } = getComputedStyle(element);
        const hides = overflowX !== 'visible' || overflowY !== 'visible';
        const tooLong =
          element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
        // An element of which only the padding crosses the edge, or that has no text of its own, is not cut.
        const start = left + Number.parseFloat(paddingInlineStart);
        const own = element.childElementCount === 0;
        return right > edge + 1 || (own && start < -1) || (hides && tooLong);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(cut).toEqual([]);
  await expect(page.getByText(`${long} 11`)).toBeVisible();
});

for (const view of ['Timeline', 'Prepare'])
  test(`printing the page from the view “${view}” prints the whole record`, async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('treeitem')).toHaveCount(0);
    await asPrinted(page);
    await expect(page.getByRole('treeitem', { name: /^Restylane/ }).first()).toBeVisible();
    for (const name of ['Summary', 'Notes', 'Customer', 'Related appointments'])
      await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Sessions on a time axis/ })).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(page.getByRole('treeitem')).toHaveCount(0);
  });

test('every sheet names customer, number, code, clinic, time of printing and user', async ({ page }) => {
  await openAppointment(page, '/appointments/15?tenant=1');
  await asPrinted(page);
  const groups = await page
    .getByRole('article')
    .evaluate((article) =>
      [...article.children].map((part) => [getComputedStyle(part).display, part.textContent]),
    );
  expect(groups).toContainEqual([
    'table-header-group',
    expect.stringMatching(/ · #15 · APT-\d{4}-00015 · Nişantaşı Clinic$/),
  ]);
  expect(groups).toContainEqual([
    'table-footer-group',
    expect.stringMatching(/^Printed \d+ \w+ \d{4}, \d\d:\d\d · Elif Yılmaz$/),
  ]);
});

test('paper has no relative dates and no dates of the catalog', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await asPrinted(page);
  const text = await page.getByRole('article').innerText();
  expect(text).not.toMatch(/\b(in \d+ days|\d+ days ago|today|tomorrow|yesterday)\b/);
  expect(text.match(/\bCreated\b/g)).toHaveLength(1);
});

test('the plan has the whole width of the paper', async ({ page }) => {
  await openAppointment(page, '/appointments/15?tenant=1');
  await asPrinted(page);
  const box = await page.getByRole('region', { name: 'Treatments' }).boundingBox();
  expect(box?.width ?? 0).toBeGreaterThan(690);
});

/** Presses the button of the supply list; nothing is printed. */
const chooseList = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByText('All', { exact: true }).click();
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Print list' }).click();
};

test('the supply list prints alone, with its check marks, customer, tags, doctor, room and clinic', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await chooseList(page);
  await page.getByRole('checkbox', { name: /^Restylane/ }).check();
  await asPrinted(page);
  await expect(page.getByRole('checkbox', { name: /^Restylane/ })).toBeChecked();
  await expect(page.getByText('Hydrating skin booster, session 1').first()).toBeVisible();
  const summary = page.getByRole('region', { name: 'Summary' });
  for (const text of ['Zeynep Öztürk', 'Latex allergy', 'Dr. Selin Aydın', 'Room 2 – Laser suite'])
    await expect(summary.getByText(text)).toBeVisible();
  await expect(page.getByText(/ · APT-\d{4}-00042 · Nişantaşı Clinic/)).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('treeitem')).toHaveCount(0);
  for (const name of ['Notes', 'Related appointments', 'Customer'])
    await expect(page.getByRole('region', { name })).toHaveCount(0);
});

test('the supply list of sixty treatments prints on one page, and then the record again', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/15?tenant=1');
  await chooseList(page);
  await expect(page.getByText('for 270 sessions').first()).toBeAttached();
  expect(await printedPages(page)).toBe(1);
  expect(await printedPages(page)).toBeGreaterThan(2);
});

test('the day sheet has a page for each doctor, stamped when a record is missing, without numbers of customers', async ({
  page,
}) => {
  const items = [
    scheduleItem({ id: '42', doctor: 'Doctor A' }),
    scheduleItem({ id: '57', doctor: 'Doctor A' }),
    scheduleItem({ id: '999999', doctor: 'Doctor B' }),
  ];
  await omitInitialData(page);
  await page.route('**/api/v1/schedule?*', (route) => route.fulfill({ json: schedule(items) }));
  await page.goto('/appointments?tenant=1&date=2026-11-24');
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Print day sheet' }).click();
  const headings = page.getByRole('heading', { level: 2, name: /^Doctor/, includeHidden: true });
  await expect(headings).toHaveText(['Doctor A', 'Doctor B']);
  await asPrinted(page);
  const tables = page.getByRole('table');
  await expect(tables).toHaveCount(2);
  // Repeated where the table continues on another sheet of paper.
  for (const table of await tables.all())
    await expect(table.locator('thead')).toContainText('Incomplete · records not loaded: 1');
  await expect(tables.first()).toContainText('Zeynep Öztürk');
  await expect(tables.last()).toContainText('Details not available');
  expect(await page.locator('body').innerText()).not.toMatch(/\d{5}|\+\d|•|@/);
  await expect(page.getByRole('button')).toHaveCount(0);
  expect(await printedPages(page)).toBe(2);
  // The browser's event after printing.
  await expect(headings).toHaveCount(0);
});
