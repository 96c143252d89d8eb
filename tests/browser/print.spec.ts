import type { Page } from '@playwright/test';
import { appointment, customer, session, treatment } from '../fixtures/appointment.ts';
import { respondWith, expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

/** Prints on A4 and counts the sheets. */
const sheets = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

/** The page as it goes on paper: as wide as an A4 sheet within its margins of 12 mm, at 96 pixels an inch. */
const asPrinted = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1031 });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
};

/** Notes how many rows of the tree there are at the moment the browser begins to print. */
const watchPrinting = (page: Page) =>
  page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      document.documentElement.dataset.rows = String(document.querySelectorAll('[role="treeitem"]').length);
    });
  });

test('an ordinary appointment is one sheet', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  expect(await sheets(page)).toBe(1);
});

test('it is one sheet in Turkish and from a dark screen too', async ({ browser }) => {
  const context = await browser.newContext({
    storageState: signedInState,
    locale: 'tr-TR',
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await openAppointment(page, '/appointments/42?tenant=1');
  expect(await sheets(page)).toBe(1);
  await asPrinted(page);
  const colors = await page.getByRole('heading', { level: 1 }).evaluate((element) => ({
    ink: getComputedStyle(element).color,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  }));
  expect(colors).toEqual({ ink: 'rgb(18, 32, 47)', paper: 'rgb(255, 255, 255)' });
  await context.close();
});

test('the sheet has the appointment and nothing to press', async ({ page }) => {
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
  await expect(page.getByText('The raw answer')).toBeHidden();
  await expect(page.getByText(/^Checked/)).toBeHidden();
});

test('the tree is open to its last row on paper, and as it was on the screen again afterwards', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await page.getByRole('button', { name: 'Expand all' }).click();
  const all = await page.getByRole('treeitem').count();
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await expect(page.getByRole('treeitem')).toHaveCount(2);
  await watchPrinting(page);
  await sheets(page);
  await expect(page.locator('html')).toHaveAttribute('data-rows', String(all));
  await expect(page.getByRole('treeitem')).toHaveCount(2);
});

test('the identity number is masked on paper even while the screen shows it', async ({ page }) => {
  await respondWith(page, 42, appointment({ customer: customer({ identity_number: '•••••••2109' }) }));
  await page.route('**/privacy/appointments/42/identity-number', (route) =>
    route.fulfill({ json: { identity_number: '98765432109' } }),
  );
  await openAppointment(page, '/appointments/42?tenant=1');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('98765432109')).toBeVisible();
  await asPrinted(page);
  await expect(page.getByText('98765432109')).toBeHidden();
  await expect(page.getByText('••••••• 2109').first()).toBeVisible();
});

test('a long plan takes several sheets, and nothing is cut off at their edge', async ({ page }) => {
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
  expect(await sheets(page)).toBeGreaterThan(1);
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
        // What hangs over the edge with nothing but its padding, or without text of its own, is whole.
        const start = left + Number.parseFloat(paddingInlineStart);
        const own = element.childElementCount === 0;
        return right > edge + 1 || (own && start < -1) || (hides && tooLong);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(cut).toEqual([]);
  await expect(page.getByText(`${long} 11`)).toBeVisible();
});

test('the timeline is on paper as a picture within the sheet', async ({ page }) => {
  for (const id of [42, 15]) {
    await openAppointment(page, `/appointments/${id}?tenant=1`);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const picture = page.getByRole('img', { name: /^Sessions on a time axis/ });
    await expect(picture).toBeVisible();
    await asPrinted(page);
    const beyond = await picture.evaluate((svg) =>
      [svg, ...svg.querySelectorAll('text, circle, foreignObject')]
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < -1 || right > document.documentElement.clientWidth + 1;
        })
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    expect(beyond).toEqual([]);
    await expect(page.getByRole('tab')).toHaveCount(0);
    await expect(page.getByRole('treeitem')).toHaveCount(0);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('what to lay out is on paper alone, with what is ticked, and nothing to press but its boxes', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByRole('checkbox', { name: /^Restylane/ }).check();
  expect(await sheets(page)).toBe(1);
  await asPrinted(page);
  await expect(page.getByRole('checkbox', { name: /^Restylane/ })).toBeChecked();
  await expect(page.getByText('Hydrating skin booster, session 1').first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('article').getByRole('link')).toHaveCount(0);
  for (const name of ['Team and room', 'Notes', 'Related appointments', 'Zeynep Öztürk'])
    await expect(page.getByRole('region', { name })).toHaveCount(0);
});
