// One opening of one page, from nothing to where it can be read and used.
import { applyThrottling, unthrottled, viewport, measureHeap } from '../browser.mjs';
import { offerAfterPaint } from '../paint.mjs';
import { watchOpening } from './probe.mjs';

/** @typedef {import('../figures.mjs').Round} Round */

/**
 * @typedef {object} Contender
 * @property {string} url
 * @property {readonly string[]} texts what can be read once it is open
 * @property {import('../application.mjs').SignedIn | undefined} signedIn
 * @property {number} interactiveTimeoutMs how long to wait for the page to be interactive; 0 for a page that never is
 */

/** Milliseconds for any page, at any size. */
const longest = 120_000;
/** Milliseconds between two looks from outside; the page itself looks in every frame. */
const polling = 100;

/**
 * What comes over the network, counted as it is packed. What comes from the cache is nothing.
 *
 * @param {import('@playwright/test').CDPSession} cdp
 */
const countBytes = (cdp) => {
  const bytes = { all: 0, script: 0 };
  /** @type {Set<string>} */
  const scripts = new Set();
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (scripts.has(requestId)) bytes.script += encodedDataLength;
  });
  return bytes;
};

/**
 * The first opening in a context is a cold one, the next finds what the browser kept.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {Contender} contender
 * @param {import('../browser.mjs').Conditions} conditions
 * @returns {Promise<Round>}
 */
export const open = async (context, { url, texts, interactiveTimeoutMs }, conditions) => {
  const page = await context.newPage();
  try {
    const cdp = await context.newCDPSession(page);
    await applyThrottling(cdp, conditions);
    const bytes = countBytes(cdp);
    await page.addInitScript(offerAfterPaint);
    await page.addInitScript(watchOpening, texts);
    await page.goto(url, { waitUntil: 'commit', timeout: longest });
    await page.waitForFunction(() => window.opening.readable !== null, undefined, {
      polling,
      timeout: longest,
    });
    if (interactiveTimeoutMs > 0)
      await page
        .waitForFunction(() => window.opening.interactive !== null, undefined, {
          polling,
          timeout: interactiveTimeoutMs,
        })
        // A page that never says so has no such figure.
        .catch(() => undefined);
    // Half a second without a request: what a page still does after it can be read counts as well.
    await page.waitForLoadState('networkidle', { timeout: longest });
    const metrics = await page.evaluate(() => window.opening);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    // Nothing is timed any more, and to collect garbage slowly would take long.
    await applyThrottling(cdp, unthrottled);
    const heap = await measureHeap(cdp);
    return {
      'readable ms': metrics.readable,
      'interactive ms': metrics.interactive,
      'layout shift': metrics.shift,
      'longest task ms': metrics.longest,
      'blocked ms': metrics.blocked,
      KiB: bytes.all / 1024,
      'script KiB': bytes.script / 1024,
      'heap MiB': heap['heap MiB'],
      elements,
    };
  } finally {
    await page.close();
  }
};

/**
 * @template T
 * @param {import('@playwright/test').Browser} browser
 * @param {Contender} contender
 * @param {(context: import('@playwright/test').BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const inNewContext = async (browser, { signedIn }, work) => {
  const context = await browser.newContext({ viewport, ...(signedIn && { storageState: signedIn }) });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
};
