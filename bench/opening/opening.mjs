// Opens the same appointment in a static page, in bare React and in the application, in turn, in one browser, from a
// link, with a user who is signed in. A page is readable when its visible text contains the customer, the doctor, the
// room and the name of the last treatment, and a frame with them has been painted.
import { withApplication } from '../application.mjs';
import { slow4g, unthrottled, withBrowser } from '../browser.mjs';
import { alternate, compareRounds, withVersions } from '../compare.mjs';
import { interleave, mediansOf } from '../figures.mjs';
import { appointmentOf, huge, usual } from '../payload.mjs';
import { serveBareReact, serveDocument, serveStatic } from './contenders.mjs';
import { inNewContext, open } from './measure-opening.mjs';

/** @typedef {import('../figures.mjs').Round} Round */
/** @typedef {import('./measure-opening.mjs').Contender} Contender */
/** @typedef {import('@playwright/test').Browser} Browser */

/** Milliseconds that a page may take to be interactive after it is readable. */
const interactiveTimeoutMs = 10_000;
const names = { floor: 'static page', base: 'bare React', application: 'the application' };

/**
 * The document of the application as a file without scripts. A page with the second header gets a process of its own,
 * for which the browser waits.
 *
 * @type {Record<string, Record<string, string>>}
 */
const documents = {
  'its document': {},
  'its document, isolated': { 'cross-origin-opener-policy': 'same-origin' },
};

/** @typedef {(application: import('../application.mjs').Application) => Contender} AsContender */

/**
 * Serves the static page and bare React with an appointment of that size.
 *
 * @template T
 * @param {import('../payload.mjs').Size} size
 * @param {(response: ReturnType<typeof appointmentOf>['data']) => string | undefined} treatmentOf whose name must be readable
 * @param {(body: string, references: Record<string, Contender>, asContender: AsContender) => Promise<T>} work
 * @returns {Promise<T>}
 */
const withReferences = async (size, treatmentOf, work) => {
  const response = appointmentOf(size);
  const { customer, doctor, room } = response.data;
  const texts = [customer.last_name, doctor?.name, room.name, treatmentOf(response.data)].map(String);
  const floor = await serveStatic(response);
  const base = await serveBareReact(response);
  /** @param {string} origin @returns {Contender} */
  const at = (origin) => ({
    url: `${origin}/appointments/42`,
    texts,
    signedIn: undefined,
    interactiveTimeoutMs: 0,
  });
  const references = { [names.floor]: at(floor.origin), [names.base]: at(base.origin) };
  try {
    return await work(JSON.stringify(response), references, ({ origin, signedIn }) => ({
      ...at(origin),
      signedIn,
      interactiveTimeoutMs,
    }));
  } finally {
    await base.close();
    await floor.close();
  }
};

/**
 * @template T
 * @param {import('../payload.mjs').Size} size
 * @param {(response: ReturnType<typeof appointmentOf>['data']) => string | undefined} treatmentOf whose name must be readable
 * @param {Record<string, Record<string, string>>} headersOf each copy of the document
 * @param {(browser: Browser, contenders: Record<string, Contender>) => Promise<T>} work
 */
const withContenders = (size, treatmentOf, headersOf, work) =>
  withReferences(size, treatmentOf, (body, references, asContender) =>
    withApplication(
      () => body,
      async (application) => {
        const served = await Promise.all(
          Object.values(headersOf).map((headers) => serveDocument(application, headers)),
        );
        const files = Object.keys(headersOf).map((name, index) => [
          name,
          {
            ...asContender({ ...application, ...served[index] }),
            signedIn: undefined,
            interactiveTimeoutMs: 0,
          },
        ]);
        try {
          return await withBrowser((browser) =>
            work(browser, {
              ...references,
              ...Object.fromEntries(files),
              [names.application]: asContender(application),
            }),
          );
        } finally {
          for (const { close } of served) await close();
        }
      },
    ),
  );

/** @param {Record<string, Round>} figures @returns {Record<string, Round>} with the ratio that matters beside */
const compared = (figures) => {
  const base = figures[names.base]?.['readable ms'] ?? Number.NaN;
  return Object.fromEntries(
    Object.entries(figures).map(([name, { 'readable ms': readable = null, ...others }]) => [
      name,
      { 'readable ms': readable, '× bare React': readable === null ? null : readable / base, ...others },
    ]),
  );
};

/** @param {Contender} contender @param {Round} round */
const skipMissingInteractive = (contender, round) => {
  // A page that was not interactive in time does not report it. The next rounds do not wait for it.
  if (round['interactive ms'] === null) contender.interactiveTimeoutMs = 0;
  return round;
};

/**
 * Opens a contender twice in a new context: first without a cache, then with it.
 *
 * @param {Browser} browser
 * @param {Contender} contender
 * @param {import('../browser.mjs').Conditions} conditions
 */
const openTwice = (browser, contender, conditions) =>
  inNewContext(browser, contender, async (context) => ({
    cold: skipMissingInteractive(contender, await open(context, contender, conditions)),
    warm: await open(context, contender, conditions),
  }));

const lastTreatment = (/** @type {ReturnType<typeof appointmentOf>['data']} */ { treatments }) =>
  treatments.at(-1)?.name;

/** @param {number} rounds */
const openUsual = (rounds) =>
  withContenders(usual, lastTreatment, documents, async (browser, contenders) => {
    /** @param {import('../browser.mjs').Conditions} conditions */
    const under = async (conditions) => {
      const results = await interleave(
        rounds,
        Object.fromEntries(
          Object.entries(contenders).map(([name, contender]) => [
            name,
            () => openTwice(browser, contender, conditions),
          ]),
        ),
      );
      return {
        cold: compared(mediansOf(results, ({ cold }) => cold)),
        warm: compared(mediansOf(results, ({ warm }) => warm)),
      };
    };
    return { 'slow 4G, CPU 4 times slower': await under(slow4g), unthrottled: await under(unthrottled) };
  });

/**
 * Opens a huge appointment. The application virtualizes its plan, so only the first treatment must be readable.
 *
 * @param {number} rounds
 */
const openHuge = (rounds) =>
  withContenders(
    huge,
    ({ treatments }) => treatments.at(0)?.name,
    // The document of a huge appointment does not contain it.
    {},
    async (browser, contenders) => {
      /** @type {Map<string, Round>} */
      const once = new Map();
      const results = await interleave(
        rounds,
        Object.fromEntries(
          Object.entries(contenders).map(([name, contender]) => [
            name,
            async () => {
              const before = name === names.base ? once.get(name) : undefined;
              const round =
                before ??
                (await inNewContext(browser, contender, async (context) =>
                  skipMissingInteractive(contender, await open(context, contender, unthrottled)),
                ));
              once.set(name, round);
              return round;
            },
          ]),
        ),
      );
      return compared(mediansOf(results, (round) => round));
    },
  );

/** @param {{ rounds: number }} options */
export const measureOpening = async ({ rounds }) => ({
  ...(await openUsual(rounds)),
  // The figures differ by seconds and a round of bare React takes long, so few rounds are enough.
  '22,200 rows, unthrottled, cold': await openHuge(Math.min(rounds, 3)),
});

/**
 * Opens the usual appointment in another version and in this one.
 *
 * @param {{ rounds: number, directory: string }} options
 * @returns {Promise<import('../compare.mjs').Comparison[]>}
 */
export const compareOpening = ({ rounds, directory }) =>
  withReferences(usual, lastTreatment, (body, references, asContender) =>
    withVersions(
      directory,
      () => body,
      async (versions, browser) => {
        const contenders = { old: asContender(versions.old), new: asContender(versions.new) };
        /** @type {import('../compare.mjs').Comparison[]} */
        const comparisons = [];
        for (const [title, conditions] of /** @type {const} */ ([
          ['slow 4G, CPU 4 times slower', slow4g],
          ['unthrottled', unthrottled],
        ])) {
          console.log(`Opening, ${title}:`);
          /** @param {Contender} contender */
          const measure = (contender) => () => openTwice(browser, contender, conditions);
          const results = await alternate(
            rounds,
            { old: measure(contenders.old), new: measure(contenders.new) },
            Object.fromEntries(
              Object.entries(references).map(([name, contender]) => [name, measure(contender)]),
            ),
          );
          for (const kind of /** @type {const} */ (['cold', 'warm']))
            comparisons.push({
              title: `opening, ${title}, ${kind}`,
              references: mediansOf(results.references, (result) => result[kind]),
              rows: compareRounds(
                results.old.map((result) => result[kind]),
                results.new.map((result) => result[kind]),
              ),
            });
        }
        return comparisons;
      },
    ),
  );
