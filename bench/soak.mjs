// Uses the page for a long time in one tab, as people do all day, and looks for what stays behind: memory,
// listeners, nodes. Bounded in time; fails where the end is well above the beginning.
//
//   npm run soak          MINUTES=10 by default
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { appointmentOf } from './payload.mjs';
import { serve } from './stand-in.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const minutes = Number(process.env.MINUTES ?? 10);
const client = join(here, '../dist/client');
if (!existsSync(client)) throw new Error('Build first: npm run build');

/** Every appointment has a child, so that one can walk from one to the next without end. */
let serial = 0;
const app = await serve(client, (path) => {
  const id = /^\/api\/v1\/appointments\/(\d+)$/.exec(path)?.[1];
  if (id !== undefined) {
    const { data } = appointmentOf({ treatments: 4, sessions: 4, products: 4 });
    serial += 1;
    const next = (Number(id) % 40) + 1;
    return JSON.stringify({
      success: true,
      data: {
        ...data,
        id: Number(id),
        code: `APT-${id}`,
        description: `Check ${serial}`,
        child_appointments: [{ id: next, code: `APT-${next}` }],
      },
    });
  }
  return path.startsWith('/auth/') || path.startsWith('/privacy/') ? '{}' : null;
});
const browser = await chromium.launch(await findBrowser());
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable');
/** @type {string[]} */
const errors = [];
page.on('pageerror', (error) => errors.push(error.message));

const measure = async () => {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  /** @param {string} wanted */
  const of = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return {
    'heap MiB': Number((of('JSHeapUsedSize') / 1048576).toFixed(1)),
    listeners: of('JSEventListeners'),
    nodes: of('Nodes'),
  };
};

/** One round of what a reader does with an appointment. */
const readOne = async () => {
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.getByRole('searchbox', { name: 'Filter the treatments' }).fill('2.2');
  await page.getByRole('searchbox', { name: 'Filter the treatments' }).fill('');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('The sessions as a table').click();
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByText('All', { exact: true }).click();
  await page.getByRole('checkbox').first().click();
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.getByText('The raw answer').click();
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
try {
  await page.goto(`${app.origin}/appointments/1`);
  await page.getByRole('tree').waitFor();
  // Every appointment and every part is met once before anything counts.
  for (let warm = 0; warm < 42; warm += 1) await readOne();
  const end = Date.now() + minutes * 60_000;
  let nextNote = Date.now();
  while (Date.now() < end) {
    if (Date.now() >= nextNote) {
      table[`${Math.round((Date.now() - (end - minutes * 60_000)) / 1000)} s`] = {
        rounds,
        ...(await measure()),
      };
      nextNote += (minutes * 60_000) / 5;
    }
    await readOne();
    rounds += 1;
  }
  table['end'] = { rounds, ...(await measure()) };
} finally {
  await browser.close();
  app.close();
}
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
