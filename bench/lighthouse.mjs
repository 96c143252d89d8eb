// Lighthouse's scores of an appointment as a phone opens it, signed in, with the settings it comes with: mobile,
// throttled by simulation.
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { findBrowser } from '../scripts/browser.mjs';
import { withApplication } from './application.mjs';
import { median } from './figures.mjs';
import { appointmentOf, usual } from './payload.mjs';
import { startProcess, temporaryDirectory } from './process.mjs';

const runs = 3;
/** Out of a hundred. Below it the measurement fails. */
const least = 98;
const categories = ['performance', 'accessibility', 'best-practices'];

/** @typedef {import('lighthouse').Result} Result */

/**
 * Lighthouse drives a browser of its own over a port, and keeps what the browser knows: whoever is signed in stays
 * so. What it has cached is removed before each run.
 *
 * @param {import('./application.mjs').SignedIn} signedIn
 * @param {(port: number) => Promise<Result[]>} work
 */
const withSignedInBrowser = async (signedIn, work) => {
  const profile = await temporaryDirectory();
  const { executablePath, args, env } = await findBrowser();
  const browser = startProcess(
    executablePath,
    // A port that the system chooses, which the browser then names.
    [...args, '--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile.path}`],
    env ?? process.env,
  );
  try {
    const address = await browser.hears(/DevTools listening on (ws:\S+)\s/);
    const driven = await chromium.connectOverCDP(address);
    await driven.contexts()[0]?.addCookies(signedIn.cookies);
    // Lets go of it; the browser stays.
    await driven.close();
    return await work(Number(new URL(address).port));
  } finally {
    await browser.stop();
    profile.remove();
  }
};

/** @param {string} url @param {number} port */
const score = async (url, port) => {
  const outcome = await lighthouse(url, { port, logLevel: 'error', onlyCategories: categories });
  if (!outcome) throw new Error('Lighthouse has no result.');
  const { lhr } = outcome;
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`Lighthouse saw ${lhr.finalDisplayedUrl}.`);
  return lhr;
};

/** @param {Result} result @param {string} id */
const scoreOf = (result, id) => Math.round((result.categories[id]?.score ?? 0) * 100);

/** @param {Result} result what did not pass, those that count in the score first */
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

export const measureScores = async () => {
  let answers = 0;
  const results = await withApplication(
    () => {
      answers += 1;
      return JSON.stringify(appointmentOf(usual));
    },
    ({ origin, signedIn }) =>
      withSignedInBrowser(signedIn, async (port) => {
        /** @type {Result[]} */
        const list = [];
        for (let run = 0; run < runs; run += 1) list.push(await score(`${origin}/appointments/42`, port));
        return list;
      }),
  );
  const scores = Object.fromEntries(
    categories.map((id) => [id, median(results.map((result) => scoreOf(result, id)))]),
  );
  /** @param {string} id milliseconds, or whatever the audit measures in */
  const measured = (id) => median(results.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  // What was seen by somebody who is not signed in would score well.
  if (answers < runs) throw new Error('The appointment was not opened in every run.');
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
      .filter(([, value]) => value < least)
      .map(([id, value]) => `${id} is ${value}, and must be ${least}`),
  };
};
