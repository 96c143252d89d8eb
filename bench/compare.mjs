// Compares another version of the application with this one, in one run.
import { startApplication } from './application.mjs';
import { withBrowser } from './browser.mjs';
import { medianDeviation, medianOf } from './figures.mjs';
import { printComparison } from './report.mjs';
import { startStandIn } from './stand-in.mjs';
import { buildVersion, checkOutVersion } from './versions.mjs';
import { root } from '../tests/support/server.mjs';

/** @typedef {import('./figures.mjs').Round} Round */
/** @typedef {{ old: import('./application.mjs').Application, new: import('./application.mjs').Application }} Versions */

/**
 * @typedef {object} Comparison
 * @property {string} title
 * @property {ReturnType<typeof compareRounds>} rows
 * @property {Record<string, Round>} references medians of the references that are measured beside both versions
 */

/** A change below this share of the old median is ignored. */
const threshold = 0.1;

/**
 * Starts both built versions in front of the same upstream service.
 *
 * @template T
 * @param {string} directory of the other version
 * @param {(id: number) => string} responseFor the body that the upstream service sends for an appointment
 * @param {(versions: Versions, browser: import('@playwright/test').Browser) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withVersions = async (directory, responseFor, work) => {
  const upstream = await startStandIn(responseFor);
  /** @type {(() => Promise<void>)[]} */
  const cleanups = [upstream.close];
  try {
    const before = await startApplication(upstream.origin, directory);
    cleanups.push(before.stop);
    const after = await startApplication(upstream.origin);
    cleanups.push(after.stop);
    return await withBrowser((browser) => work({ old: before, new: after }, browser));
  } finally {
    for (const cleanUp of cleanups.toReversed()) await cleanUp();
  }
};

/**
 * Checks out another version, builds both and runs the comparisons.
 *
 * @param {string} ref any name git has for the other version
 * @param {readonly ((directory: string) => Promise<Comparison[]>)[]} comparisons
 * @returns {Promise<boolean>} whether nothing is worse
 */
export const compareWith = async (ref, comparisons) => {
  const checkout = await checkOutVersion(ref);
  try {
    await buildVersion(root, 'this version');
    let isWorse = false;
    for (const compare of comparisons)
      for (const comparison of await compare(checkout.directory)) {
        printComparison(comparison);
        isWorse ||= Object.values(comparison.rows).some(({ verdict }) => verdict === 'worse');
      }
    return !isWorse;
  } finally {
    checkout.remove();
  }
};

/**
 * Measures old, new, new, old in every round, so that neither a slow phase of the machine nor the order favors one of
 * them, and each reference once. The first round is a warm-up and is not counted.
 *
 * @template T
 * @param {number} rounds
 * @param {{ old: () => Promise<T>, new: () => Promise<T> }} versions
 * @param {Readonly<Record<string, () => Promise<T>>>} [references]
 * @returns {Promise<{ old: T[], new: T[], references: Record<string, T[]> }>}
 */
export const alternate = async (rounds, versions, references = {}) => {
  /** @type {{ old: T[], new: T[], references: Record<string, T[]> }} */
  const results = { old: [], new: [], references: {} };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries(references)) {
      const result = await measure();
      if (round > 0) (results.references[name] ??= []).push(result);
    }
    for (const name of /** @type {const} */ (['old', 'new', 'new', 'old'])) {
      const result = await versions[name]();
      if (round > 0) results[name].push(result);
    }
    process.stdout.write(round === 0 ? 'warm-up ' : `${round} `);
  }
  process.stdout.write('\n');
  return results;
};

/**
 * A figure is worse if the new median is higher by more than 10 % of the old one and by more than the spread, which is
 * the sum of both median absolute deviations; better likewise. A lower figure is always the better one.
 *
 * @param {readonly Round[]} before
 * @param {readonly Round[]} after
 * @returns {Record<string, Record<string, number | string | null>>} a row for each figure
 */
export const compareRounds = (before, after) => {
  const names = [...new Set([...before, ...after].flatMap((round) => Object.keys(round)))];
  return Object.fromEntries(
    names.map((name) => {
      /** @param {readonly Round[]} rounds */
      const valuesOf = (rounds) => rounds.flatMap((round) => round[name] ?? []);
      const [old, current] = [valuesOf(before), valuesOf(after)];
      if (old.length === 0 || current.length === 0) {
        const verdict = old.length === current.length ? '' : 'not measured in both';
        return [
          name,
          { old: medianOf(old), new: medianOf(current), ratio: null, 'old ±': null, 'new ±': null, verdict },
        ];
      }
      const [oldMedian, newMedian] = [medianOf(old) ?? 0, medianOf(current) ?? 0];
      const [oldSpread, newSpread] = [medianDeviation(old), medianDeviation(current)];
      const difference = newMedian - oldMedian;
      const differs = Math.abs(difference) > Math.max(threshold * oldMedian, oldSpread + newSpread);
      const verdict = differs ? (difference > 0 ? 'worse' : 'better') : 'same';
      return [
        name,
        {
          old: oldMedian,
          new: newMedian,
          ratio: oldMedian === 0 ? null : newMedian / oldMedian,
          'old ±': oldSpread,
          'new ±': newSpread,
          verdict,
        },
      ];
    }),
  );
};
