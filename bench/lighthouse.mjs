// Lighthouse's scores of an appointment for a signed-in user, with the default settings: mobile, simulated throttling.
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { findBrowser } from '../scripts/browser.mjs';
import { withApplication } from './application.mjs';
import { alternate, compareRounds, withVersions } from './compare.mjs';
import { median } from './figures.mjs';
import { appointmentOf, usual } from './payload.mjs';
import { freePort } from '../tests/support/server.mjs';

const runs = 5;
/** The minimum score, of 100. The benchmark fails below it. */
const minimumScore = 97;
const categories = ['performance', 'accessibility', 'best-practices'];

/** @typedef {import('lighthouse').Result} Result */

/** @param {string} url @param {number} port of the browser */
const score = async (url, port) => {
  const outcome = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: categories,
    // The session cookie is in the browser.
    disableStorageReset: true,
  });
  if (!outcome) throw new Error('Lighthouse has no result.');
  const { lhr } = outcome;
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`Lighthouse was redirected to ${lhr.finalDisplayedUrl}.`);
  return lhr;
};

/** @param {Result} result @param {string} id */
const scoreOf = (result, id) => Math.round((result.categories[id]?.score ?? 0) * 100);

/** The audits that did not pass, by their weight in the score. @param {Result} result */
const failingOf = (result) =>
  categories
    .flatMap((category) =>
      (result.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
        const audit = result.audits[id];
        if (!audit || audit.score === null || audit.score >= 0.9) return [];
        const value = audit.displayValue ? ` (${audit.displayValue})` : '';
        return [{ weight, text: `${category}, weight ${weight}: ${audit.title}${value}` }];
      }),
    )
    .toSorted((a, b) => b.weight - a.weight);

/**
 * Runs `work` with a function that opens an appointment of an application in Lighthouse.
 *
 * @template T
 * @param {(open: (application: import('./application.mjs').Application) => Promise<Result>) => Promise<T>} work
 * @returns {Promise<T>}
 */
const withLighthouse = async (work) => {
  const port = await freePort();
  const { args, ...options } = await findBrowser();
  // Lighthouse opens its tab in the default context, which only a persistent context gives access to.
  const context = await chromium.launchPersistentContext('', {
    ...options,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  try {
    return await work(async ({ origin, signedIn }) => {
      await context.clearCookies();
      await context.addCookies(signedIn.cookies);
      return score(`${origin}/appointments/42?tenant=1`, port);
    });
  } finally {
    await context.close();
  }
};

export const measureScores = async () => {
  let responses = 0;
  const results = await withApplication(
    () => {
      responses += 1;
      return JSON.stringify(appointmentOf(usual));
    },
    (application) =>
      withLighthouse(async (open) => {
        /** @type {Result[]} */
        const list = [];
        for (let run = 0; run < runs; run += 1) list.push(await open(application));
        return list;
      }),
  );
  const scores = Object.fromEntries(
    categories.map((id) => [id, median(results.map((result) => scoreOf(result, id)))]),
  );
  /** The median of an audit, in the unit of the audit. @param {string} id */
  const measured = (id) => median(results.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  // Fails if Lighthouse measured the sign-in page instead, which has a good score, too.
  if (responses < runs) throw new Error('The appointment was not opened in every run.');
  const middle = results.find((result) => scoreOf(result, 'performance') === scores['performance']);
  for (const { text } of middle ? failingOf(middle) : []) console.log(`Not passed: ${text}`);
  return {
    rounds: runs,
    figures: {
      ...scores,
      'first contentful paint ms': measured('first-contentful-paint'),
      'largest contentful paint ms': measured('largest-contentful-paint'),
      'speed index ms': measured('speed-index'),
      'total blocking ms': measured('total-blocking-time'),
      'layout shift': measured('cumulative-layout-shift'),
    },
    faults: Object.entries(scores)
      .filter(([, value]) => value < minimumScore)
      .map(([id, value]) => `${id} is ${value}, and must be ${minimumScore}`),
  };
};

/**
 * Lighthouse's performance of another version and of this one.
 *
 * @param {{ rounds: number, directory: string }} options
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export const compareScores = ({ rounds, directory }) =>
  withVersions(
    directory,
    (id) => JSON.stringify(appointmentOf(usual, id)),
    (versions) =>
      withLighthouse(async (open) => {
        /** @param {import('./application.mjs').Application} version */
        const measure = (version) => async () => {
          const result = await open(version);
          const { audits } = result;
          return {
            'points below 100': 100 - scoreOf(result, 'performance'),
            'largest contentful paint ms': audits['largest-contentful-paint']?.numericValue ?? null,
            'total blocking ms': audits['total-blocking-time']?.numericValue ?? null,
          };
        };
        console.log('Lighthouse:');
        const results = await alternate(rounds, { old: measure(versions.old), new: measure(versions.new) });
        return [{ title: 'Lighthouse', references: {}, rows: compareRounds(results.old, results.new) }];
      }),
  );
