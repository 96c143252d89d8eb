// Measures the navigation to a related appointment and back: from the click on a link, after the pointer has rested on
// it, to the paint of the heading of the other appointment.
import { withApplication } from './application.mjs';
import { applyThrottling, slow4g, unthrottled, withBrowser } from './browser.mjs';
import { alternate, compareRounds, withVersions } from './compare.mjs';
import { interleave, mediansOf } from './figures.mjs';
import { offerAfterPaint } from './paint.mjs';
import { appointmentOf, codeOf, usual } from './payload.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./figures.mjs').Round} Round */

const here = 42;
const next = 43;
/** So low that the related appointments require scrolling: going back must restore the scroll position. */
const viewport = { width: 1280, height: 500 };
/** Milliseconds for the prefetch of the data while the pointer rests on the link. */
const prefetchTimeoutMs = 3000;

/**
 * Runs in the page: waits for `start` to happen on the window, then for the heading to name `code`.
 *
 * @param {{ start: 'click' | 'popstate', code: string }} way
 */
const watchGoing = ({ start, code }) => {
  /** @type {Window['going']} */
  const seen = { painted: null, waited: false, scroll: 0 };
  window.going = seen;
  /** @param {number} from */
  const follow = (from) => {
    const watching = new MutationObserver(() => look());
    const look = () => {
      if (document.querySelector('main [aria-busy="true"]')) seen.waited = true;
      if (!document.querySelector('h1')?.textContent?.includes(code)) return;
      watching.disconnect();
      requestAnimationFrame(() =>
        window.afterPaint((now) => {
          seen.scroll = scrollY;
          seen.painted = now - from;
        }),
      );
    };
    watching.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
    look();
  };
  // The capture phase on the window precedes the handlers of the page. The browser sets the time stamp of the event.
  addEventListener(start, ({ timeStamp }) => follow(timeStamp), { capture: true, once: true });
};

/** @param {Page} page @param {'click' | 'popstate'} start @param {number} id */
const watch = (page, start, id) => page.evaluate(watchGoing, { start, code: codeOf(id) });

/** @param {Page} page */
const arrival = async (page) => {
  await page.waitForFunction(() => window.going.painted !== null);
  return page.evaluate(() => window.going);
};

/**
 * @param {Page} page
 * @param {number} id
 * @returns {() => number} the number of requests for the appointment so far
 */
const countRequests = (page, id) => {
  let count = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === `/api/v1/appointments/${id}`) count += 1;
  });
  return () => count;
};

/** @param {Page} page @param {string} origin @returns {Promise<{ forth: Round, back: Round }>} */
const navigateAndBack = async (page, origin) => {
  await page.goto(`${origin}/appointments/${here}`);
  const link = page
    .getByRole('region', { name: 'Related appointments' })
    .getByRole('link', { name: codeOf(next) });
  await page.waitForLoadState('networkidle');

  const requestCount = countRequests(page, next);
  const prefetched = page
    .waitForEvent('requestfinished', {
      predicate: (request) => request.url().endsWith(`/${next}`),
      timeout: prefetchTimeoutMs,
    })
    // A version without prefetching requests the appointment after the click.
    .catch(() => undefined);
  await link.hover();
  await prefetched;
  const prefetchCount = requestCount();
  const scrollPosition = await page.evaluate(() => scrollY);
  if (scrollPosition === 0) throw new Error('The page is too short: it did not scroll to the link.');
  await watch(page, 'click', next);
  await link.click();
  const gone = await arrival(page);
  const requestsAfterClick = requestCount() - prefetchCount;
  await page.waitForLoadState('networkidle');

  const repeatedRequestCount = countRequests(page, here);
  await watch(page, 'popstate', here);
  await page.evaluate(() => history.back());
  const returned = await arrival(page);
  return {
    forth: {
      'next paint ms': gone.painted,
      prefetched: prefetchCount,
      'fetched during navigation': requestsAfterClick,
      'skeletons shown': Number(gone.waited),
      'pixels from saved scroll position': gone.scroll,
    },
    back: {
      'next paint ms': returned.painted,
      'fetched during navigation': repeatedRequestCount(),
      'skeletons shown': Number(returned.waited),
      'pixels from saved scroll position': Math.abs(returned.scroll - scrollPosition),
    },
  };
};

/** @param {number} id */
const responseFor = (id) => JSON.stringify(appointmentOf(usual, id));

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {import('./application.mjs').Application} application
 * @param {import('./browser.mjs').Conditions} conditions
 */
const measureOnce = async (browser, { origin, signedIn }, conditions) => {
  const context = await browser.newContext({ storageState: signedIn, viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript(offerAfterPaint);
    await applyThrottling(await context.newCDPSession(page), conditions);
    return await navigateAndBack(page, origin);
  } finally {
    await context.close();
  }
};

const conditions = { unthrottled, 'slow 4G, CPU 4 times slower': slow4g };

/** @param {{ rounds: number }} options */
export const measureNavigation = ({ rounds }) =>
  withApplication(responseFor, (application) =>
    withBrowser(async (browser) => {
      const results = await interleave(
        rounds,
        Object.fromEntries(
          Object.entries(conditions).map(([name, under]) => [
            name,
            () => measureOnce(browser, application, under),
          ]),
        ),
      );
      return {
        'to a related appointment': mediansOf(results, ({ forth }) => forth),
        'back in the history': mediansOf(results, ({ back }) => back),
      };
    }),
  );

/**
 * Goes to a related appointment and back in another version and in this one.
 *
 * @param {{ rounds: number, directory: string }} options
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export const compareNavigation = ({ rounds, directory }) =>
  withVersions(directory, responseFor, async (versions, browser) => {
    /** @type {import('./compare.mjs').Comparison[]} */
    const comparisons = [];
    for (const [title, under] of Object.entries(conditions)) {
      console.log(`Navigation, ${title}:`);
      const results = await alternate(rounds, {
        old: () => measureOnce(browser, versions.old, under),
        new: () => measureOnce(browser, versions.new, under),
      });
      for (const way of /** @type {const} */ (['forth', 'back']))
        comparisons.push({
          title: `${way === 'forth' ? 'to a related appointment' : 'back'}, ${title}`,
          references: {},
          rows: compareRounds(
            results.old.map((result) => result[way]),
            results.new.map((result) => result[way]),
          ),
        });
    }
    return comparisons;
  });
