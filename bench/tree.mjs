// Compares the plan with 22,200 expanded rows with a flat list on the same virtualizer: the time to mount, to expand and
// collapse a node, to move the focus and to filter, the number of elements, and memory.
import { join } from 'node:path';
import { withApplication } from './application.mjs';
import { viewport, measureHeap, withBrowser } from './browser.mjs';
import { interleave, median, mediansOf } from './figures.mjs';
import { offerAfterPaint } from './paint.mjs';
import { appointmentOf, huge } from './payload.mjs';
import { root } from '../tests/support/server.mjs';
import { buildPage, servePacked } from './serving.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const body = JSON.stringify(appointmentOf(huge));

/** Runs in the page. Provides `untilPaint`: the milliseconds from an action to the next paint. */
const measureInPage = () => {
  /** @returns {Promise<number>} */
  const paint = () => new Promise((resolve) => requestAnimationFrame(() => window.afterPaint(resolve)));
  window.untilPaint = async (act) => {
    await paint();
    const start = performance.now();
    act();
    return (await paint()) - start;
  };
};

/** @param {Page} page */
const figuresOf = async (page) => {
  const memory = await measureHeap(await page.context().newCDPSession(page));
  return {
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
    'heap MiB': memory['heap MiB'],
  };
};

/** @param {Page} page */
const measureFlat = async (page) => {
  await page.waitForFunction(() => document.title === 'ready');
  const mount = await page.evaluate(() => window.untilPaint(() => document.querySelector('button')?.click()));
  return { 'mount ms': mount, ...(await figuresOf(page)) };
};

/** @param {Page} page @param {string} name */
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

/** @param {Page} page @param {string} text */
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

/** @param {Page} page */
const measurePlan = async (page) => {
  // Expands all rows, leaves the tab and returns to it, which mounts the expanded tree.
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.locator('[role=treeitem][data-index]').first().waitFor();
  await page.getByRole('tab', { name: 'Prepare' }).click();
  await page.getByRole('radio', { name: 'All' }).waitFor({ state: 'attached' });
  const mount = await page.getByRole('tab', { name: 'Plan' }).evaluate((tab) =>
    window.untilPaint(() => {
      if (tab instanceof HTMLElement) tab.click();
    }),
  );
  await page.getByRole('treeitem').first().focus();
  const close = [];
  const open = [];
  const arrow = [];
  const filter = [];
  for (let time = 0; time < 8; time += 1) {
    close.push(await press(page, 'ArrowLeft'));
    open.push(await press(page, 'ArrowRight'));
    arrow.push(await press(page, 'ArrowDown'));
    await press(page, 'ArrowUp');
  }
  const figures = await figuresOf(page);
  // The first letter creates the search index.
  await type(page, 'p');
  for (const text of ['pr', 'pro', 'prod', 'produ', 'product 17.3.4', 'product 17.3', 'product 17'])
    filter.push(await type(page, text));
  return {
    'mount ms': mount,
    ...figures,
    'arrow key ms': median(arrow),
    'close ms': median(close),
    'open ms': median(open),
    'filter keystroke ms': median(filter),
  };
};

/** @param {{ rounds: number }} options */
export const measureTree = async ({ rounds }) => {
  const list = await buildPage(join(root, 'bench/flat-list'));
  const flat = await servePacked(list.set('/appointment.json', { type: 'application/json', body }));
  try {
    return await withApplication(
      () => body,
      ({ origin, signedIn }) =>
        withBrowser(async (browser) => {
          /** @param {string} url @param {(page: Page) => Promise<import('./figures.mjs').Round>} measure */
          const on = (url, measure) => async () => {
            const context = await browser.newContext({ storageState: signedIn, viewport });
            try {
              const page = await context.newPage();
              await page.addInitScript(offerAfterPaint);
              await page.addInitScript(measureInPage);
              await page.goto(url);
              return await measure(page);
            } finally {
              await context.close();
            }
          };
          const results = await interleave(rounds, {
            'flat list': on(flat.origin, measureFlat),
            'the plan': on(`${origin}/appointments/42`, measurePlan),
          });
          const figures = mediansOf(results, (round) => round);
          const mount = (figures['the plan']?.['mount ms'] ?? 0) / (figures['flat list']?.['mount ms'] ?? 1);
          return { ...figures, ratio: { 'mount ms': mount } };
        }),
    );
  } finally {
    await flat.close();
  }
};
