// Uses the page in one tab for a long time and looks for leaks of memory, listeners and nodes. Fails if one of them has
// grown by more than a quarter.
//
//   npm run soak          MINUTES=10 by default
import { withApplication } from './application.mjs';
import { viewport, measureHeap, withBrowser } from './browser.mjs';
import { appointmentOf } from './payload.mjs';

const minutes = Number(process.env.MINUTES ?? 10);

/** Makes every response different. */
let serial = 0;
/** Every appointment has a child, so that the navigation never ends. @param {number} id */
const responseFor = (id) => {
  const { data } = appointmentOf({ treatments: 4, sessions: 4, products: 4 }, id);
  serial += 1;
  const next = (id % 40) + 1;
  return JSON.stringify({
    success: true,
    data: {
      ...data,
      description: `Check ${serial}`,
      parent_appointment_id: null,
      parent_appointment: null,
      child_appointments: [{ id: next, code: `APT-${next}` }],
    },
  });
};
/** @type {string[]} */
const errors = [];

/**
 * Uses most functions of an appointment once and opens the next one.
 *
 * @param {import('@playwright/test').Page} page
 */
const exerciseAppointment = async (page) => {
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.getByRole('searchbox', { name: 'Filter the treatments' }).fill('2.2');
  await page.getByRole('searchbox', { name: 'Filter the treatments' }).fill('');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('The sessions as a table').click();
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByText('All', { exact: true }).click();
  await page.getByRole('checkbox').first().click();
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.getByText('Raw response').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: 'Check again now' }).click();
  await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
  await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
  await page.getByRole('region', { name: 'Related appointments' }).getByRole('link').click();
  await page.getByRole('tree').waitFor();
  if (serial % 5 === 0) {
    await page.goBack();
    await page.getByRole('tree').waitFor();
    await page.goForward();
    await page.getByRole('tree').waitFor();
  }
};

/** @type {Record<string, Record<string, number>>} */
const table = {};
let rounds = 0;
await withApplication(responseFor, ({ origin, signedIn }) =>
  withBrowser(async (browser) => {
    const page = await browser.newPage({ storageState: signedIn, viewport });
    page.on('pageerror', (error) => errors.push(error.message));
    const cdp = await page.context().newCDPSession(page);
    const measure = async () => {
      const memory = await measureHeap(cdp);
      return { rounds, ...memory, 'heap MiB': Number(memory['heap MiB'].toFixed(1)) };
    };
    await page.goto(`${origin}/appointments/1?tenant=1`);
    await page.getByRole('tree').waitFor();
    // Visits every appointment and loads every part before the first measurement.
    for (let warm = 0; warm < 42; warm += 1) await exerciseAppointment(page);
    const start = Date.now();
    const whole = minutes * 60_000;
    let nextNote = start;
    while (Date.now() < start + whole) {
      if (Date.now() >= nextNote) {
        table[`${Math.round((Date.now() - start) / 1000)} s`] = await measure();
        nextNote += whole / 5;
      }
      await exerciseAppointment(page);
      rounds += 1;
    }
    table['end'] = await measure();
  }),
);
console.table(table);
const [first] = Object.values(table);
const last = table['end'];
const growth = (/** @type {string} */ figure) => (last?.[figure] ?? 0) / Math.max(1, first?.[figure] ?? 1);
const grown = ['heap MiB', 'listeners', 'nodes'].filter((figure) => growth(figure) > 1.25);
if (errors.length > 0 || grown.length > 0) {
  console.error(
    errors.length > 0 ? `Errors: ${errors.join('; ')}` : `Grown by more than a quarter: ${grown.join(', ')}`,
  );
  process.exit(1);
}
console.log(`${rounds} rounds in ${minutes} min: nothing grew by more than a quarter.`);
