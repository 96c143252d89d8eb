// The plan of 22,200 rows, all open, against a flat list on the same virtualiser: what it costs to mount, to open
// and close a node, to move, to look for something; document nodes and memory. One run, in turn, in one Chromium.
//
//   npm run bench:tree            ROUNDS=7 by default; JSON_OUT=file writes the figures
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../scripts/browser.mjs';
import { appointmentOf } from './payload.mjs';
import { serve } from './stand-in.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 7);
const size = { treatments: 200, sessions: 10, products: 10 };
const answer = JSON.stringify(appointmentOf(size));
const rowCount = size.treatments * (1 + size.sessions * (1 + size.products));
/** In the page: how long from an action to the next paint, in milliseconds. */
const measureInPage = () => {
  const paint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  window.untilPaint = async (act) => {
    await paint();
    const start = performance.now();
    act();
    await paint();
    return performance.now() - start;
  };
};

/** @param {number[]} list */
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** @param {import('@playwright/test').Page} page */
const figures = async (page) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const heap = (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1048576;
  return { heap, nodes: await page.evaluate(() => document.querySelectorAll('*').length) };
};

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 */
const openFlat = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(measureInPage);
  await page.goto(origin);
  await page.waitForFunction(() => document.title === 'ready');
  const mount = await page.evaluate(() => window.untilPaint(() => document.querySelector('button')?.click()));
  const result = { mount, ...(await figures(page)) };
  await page.close();
  return result;
};

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
const press = (page, name) =>
  page.evaluate(
    (key) =>
      window.untilPaint(() =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        ),
      ),
    name,
  );

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} text
 */
const type = (page, text) =>
  page.evaluate(
    (value) =>
      window.untilPaint(() => {
        const box = document.querySelector('input[type=search]');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, value);
        box?.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    text,
  );

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 */
const openTree = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(measureInPage);
  await page.goto(`${origin}/appointments/42`);
  await page.getByRole('tab', { name: 'Timeline' }).waitFor();
  // Everything open, then away and back: what is measured is the mounting of the open tree.
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.waitForFunction(
    (rows) => document.querySelector('[role=treeitem][data-index]') && rows > 0,
    rowCount,
  );
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByRole('radio', { name: 'All' }).waitFor({ state: 'attached' });
  const mount = await page.getByRole('tab', { name: 'Plan' }).evaluate((tab) =>
    window.untilPaint(() => {
      if (tab instanceof HTMLElement) tab.click();
    }),
  );
  await page.getByRole('treeitem').first().focus();
  /** @type {Record<string, number[]>} */
  const moves = { arrow: [], close: [], open: [], filter: [] };
  for (let time = 0; time < 8; time += 1) {
    moves.close?.push(await press(page, 'ArrowLeft'));
    moves.open?.push(await press(page, 'ArrowRight'));
    moves.arrow?.push(await press(page, 'ArrowDown'));
    await press(page, 'ArrowUp');
  }
  const shown = await figures(page);
  await type(page, 'p');
  for (const text of ['pr', 'pro', 'prod', 'produ', 'product 17.3.4', 'product 17.3', 'product 17'])
    moves.filter?.push(await type(page, text));
  await page.close();
  return {
    mount,
    ...shown,
    ...Object.fromEntries(Object.entries(moves).map(([name, list]) => [name, median(list)])),
  };
};

await build({
  root: join(here, 'flat-list'),
  configFile: false,
  logLevel: 'error',
  build: { outDir: join(here, '../.cache/flat-list'), emptyOutDir: true, target: 'esnext' },
});
const client = join(here, '../dist/client');
if (!existsSync(client)) throw new Error('Build first: npm run build');
/** @param {string} path */
const answerTo = (path) => (path.startsWith('/api/') || path === '/answer.json' ? answer : null);
const flat = await serve(join(here, '../.cache/flat-list'), answerTo);
const app = await serve(client, answerTo);
const browser = await chromium.launch(await findBrowser());
/** @type {Record<'flat' | 'tree', Record<string, number>[]>} */
const results = { flat: [], tree: [] };
try {
  for (let round = 0; round <= rounds; round += 1) {
    const one = { flat: await openFlat(browser, flat.origin), tree: await openTree(browser, app.origin) };
    // The first round warms up.
    if (round === 0) continue;
    results.flat.push(one.flat);
    results.tree.push(one.tree);
  }
} finally {
  await browser.close();
  flat.close();
  app.close();
}

/** @param {Record<string, number>[]} list */
const medians = (list) =>
  Object.fromEntries(
    Object.keys(list[0] ?? {}).map((figure) => [
      figure,
      Number(median(list.map((one) => one[figure] ?? 0)).toFixed(1)),
    ]),
  );
const summary = { flat: medians(results.flat), tree: medians(results.tree) };
const ratio = Number(((summary.tree.mount ?? 0) / (summary.flat.mount ?? 1)).toFixed(2));
console.log(
  `${rowCount} rows, all open; medians of ${rounds} rounds; milliseconds to the next paint, heap in MiB`,
);
console.table({ ...summary, ratio: { mount: ratio } });
if (process.env.JSON_OUT) writeFileSync(process.env.JSON_OUT, JSON.stringify({ ...summary, ratio }, null, 2));
