// Measures finding with the embedded service: from the last key in the palette to the painted customers, from a key to
// the next record of a list, and the first opening of the schedule next to that of an appointment.
import { startApplication } from './application.mjs';
import { slow4g, viewport, withBrowser } from './browser.mjs';
import { interleave, mediansOf, quantile } from './figures.mjs';
import { inNewContext, open } from './opening/measure-opening.mjs';
import { offerAfterPaint } from './paint.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Texts that the demonstration service finds customers for, and one that it finds none for. */
const searched = ['Emma', 'Zeynep', 'öztürk', '0042', 'clarke'];
const unknown = 'qqqqq';
const steps = 6;

/**
 * Runs in the page: the last key of `text` to the paint of the first customer.
 *
 * @param {string} text
 * @returns {Promise<{ painted: number, request: number }>}
 */
const search = (text) =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No customer was found.')), 10_000);
    const box = document.querySelector('[role=combobox]');
    const from = performance.now();
    const look = () => {
      const found = document.querySelector('[role=listbox][aria-busy=false] [role=option][id*=customer]');
      if (!found) return requestAnimationFrame(look);
      return window.afterPaint((now) => {
        const requests = performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('/search'));
        resolve({ painted: now - from, request: requests.at(-1)?.duration ?? Number.NaN });
      });
    };
    requestAnimationFrame(look);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text);
    box?.dispatchEvent(new Event('input', { bubbles: true }));
  });

/** @param {Page} page */
const measureSearches = async (page) => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a customer or an appointment' });
  await field.waitFor();
  const results = [];
  for (const text of searched) {
    await field.fill(unknown);
    await page.getByText('The service found no customer for this').waitFor();
    results.push(await page.evaluate(search, text));
  }
  await page.keyboard.press('Escape');
  return results;
};

/** Runs in the page: presses `]` and resolves to the milliseconds to the paint of another heading. @returns {Promise<number>} */
const stepForward = () =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The next record was not shown.')), 10_000);
    const heading = () => document.querySelector('article h1')?.textContent;
    const before = heading();
    const from = performance.now();
    const look = () => {
      const now = heading();
      if (now === undefined || now === before) return requestAnimationFrame(look);
      return window.afterPaint((painted) => resolve(painted - from));
    };
    requestAnimationFrame(look);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ']', bubbles: true, cancelable: true }));
  });

/** @param {Page} page @param {string} origin */
const measureSteps = async (page, origin) => {
  await page.goto(`${origin}/appointments?tenant=1`);
  await page.locator('[data-entry]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const names = (await page.locator('[data-entry]').allTextContents()).slice(0, 3);
  await page.locator('[data-entry]').first().click();
  const times = [];
  for (let step = 0; step < steps; step += 1) {
    await page.getByRole('link', { name: /^Next: / }).waitFor();
    // The next record is prefetched after a rest.
    await page.waitForLoadState('networkidle');
    times.push(await page.evaluate(stepForward));
  }
  return { times, names };
};

/** @param {{ rounds: number }} options */
export const measureFinding = async ({ rounds }) => {
  const application = await startApplication(null);
  const { origin, signedIn } = application;
  /** @param {string} path @param {readonly string[]} texts */
  const contender = (path, texts) => ({
    url: origin + path,
    texts,
    signedIn,
    interactiveTimeoutMs: 10_000,
  });
  try {
    return await withBrowser(async (browser) => {
      /** @type {{ painted: number, request: number }[]} */
      const searches = [];
      /** @type {number[]} */
      const stepped = [];
      /** The customers of the first rows of today. @type {string[]} */
      let customers = [];
      for (let round = 0; round <= rounds; round += 1) {
        const context = await browser.newContext({ storageState: signedIn, viewport });
        try {
          const page = await context.newPage();
          await page.addInitScript(offerAfterPaint);
          await page.goto(`${origin}/appointments/42?tenant=1`);
          await page.waitForLoadState('networkidle');
          const found = await measureSearches(page);
          const { times, names } = await measureSteps(page, origin);
          customers = names;
          // The first round is a warm-up.
          if (round > 0) {
            searches.push(...found);
            stepped.push(...times);
          }
        } finally {
          await context.close();
        }
      }
      /** @param {readonly number[]} list */
      const quantiles = (list) => ({ 'p50 ms': quantile(list, 0.5), 'p95 ms': quantile(list, 0.95) });
      const contenders = {
        appointment: contender('/appointments/42?tenant=1', ['Öztürk', 'APT-2026-00042']),
        schedule: contender('/appointments?tenant=1', customers),
      };
      const openings = await interleave(
        rounds,
        Object.fromEntries(
          Object.entries(contenders).map(([name, page]) => [
            name,
            () => inNewContext(browser, page, (context) => open(context, page, slow4g)),
          ]),
        ),
      );
      return {
        'last key to painted customers': quantiles(searches.map(({ painted }) => painted)),
        'of that, the request': quantiles(searches.map(({ request }) => request)),
        'key to the painted next record': quantiles(stepped),
        'slow 4G, CPU 4 times slower, cold': mediansOf(openings, (round) => round),
      };
    });
  } finally {
    await application.stop();
  }
};
