// Opens the same appointment in a static page, in bare React and in the application, in turn, in one browser: a link
// that somebody sent. Whoever opens it is signed in already. Readable is when customer, doctor, room and the last
// treatment's name are within the page's text, and a frame with them has been painted.
import { withApplication } from '../application.mjs';
import { slow4g, unslowed, withBrowser } from '../browser.mjs';
import { inTurn, mediansOf } from '../figures.mjs';
import { appointmentOf, huge, usual } from '../payload.mjs';
import { serveBareReact, serveStatic } from './contenders.mjs';
import { inNewContext, open } from './measure-opening.mjs';

/** @typedef {import('../figures.mjs').Round} Round */
/** @typedef {import('./measure-opening.mjs').Contender} Contender */
/** @typedef {import('@playwright/test').Browser} Browser */

/** Milliseconds for the application to answer to whoever uses it, beyond being readable. */
const patience = 10_000;
const names = { floor: 'static page', base: 'bare React', application: 'the application' };

/**
 * @template T
 * @param {import('../payload.mjs').Size} size
 * @param {(answer: ReturnType<typeof appointmentOf>['data']) => string | undefined} treatmentOf whose name must be readable
 * @param {(browser: Browser, contenders: Record<string, Contender>) => Promise<T>} work
 */
const withContenders = async (size, treatmentOf, work) => {
  const answer = appointmentOf(size);
  const { customer, doctor, room } = answer.data;
  const texts = [customer.last_name, doctor?.name, room.name, treatmentOf(answer.data)].map(String);
  const floor = await serveStatic(answer);
  const base = await serveBareReact(answer);
  try {
    return await withApplication(
      () => JSON.stringify(answer),
      ({ origin, signedIn }) => {
        /** @param {string} at @returns {Contender} */
        const other = (at) => ({
          url: `${at}/appointments/42`,
          texts,
          signedIn: undefined,
          patience: 0,
        });
        const contenders = {
          [names.floor]: other(floor.origin),
          [names.base]: other(base.origin),
          [names.application]: { ...other(origin), signedIn, patience },
        };
        return withBrowser((browser) => work(browser, contenders));
      },
    );
  } finally {
    await base.close();
    await floor.close();
  }
};

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
const learn = (contender, round) => {
  // A page that did not say so in all that time is not waited for again.
  if (round['interactive ms'] === null) contender.patience = 0;
  return round;
};

/** @param {number} rounds */
const openUsual = (rounds) =>
  withContenders(
    usual,
    ({ treatments }) => treatments.at(-1)?.name,
    async (browser, contenders) => {
      /** @param {import('../browser.mjs').Conditions} conditions */
      const under = async (conditions) => {
        const results = await inTurn(
          rounds,
          Object.fromEntries(
            Object.entries(contenders).map(([name, contender]) => [
              name,
              () =>
                inNewContext(browser, contender, async (context) => ({
                  cold: learn(contender, await open(context, contender, conditions)),
                  warm: await open(context, contender, conditions),
                })),
            ]),
          ),
        );
        return {
          cold: compared(mediansOf(results, ({ cold }) => cold)),
          warm: compared(mediansOf(results, ({ warm }) => warm)),
        };
      };
      return { 'slow 4G, processor 4 times slower': await under(slow4g), unslowed: await under(unslowed) };
    },
  );

/**
 * Only part of the application's plan is in the document at once: what must be readable is its first treatment.
 *
 * @param {number} rounds
 */
const openHuge = (rounds) =>
  withContenders(
    huge,
    ({ treatments }) => treatments.at(0)?.name,
    async (browser, contenders) => {
      /** @type {Map<string, Round>} */
      const once = new Map();
      const results = await inTurn(
        rounds,
        Object.fromEntries(
          Object.entries(contenders).map(([name, contender]) => [
            name,
            async () => {
              const before = name === names.base ? once.get(name) : undefined;
              const round =
                before ??
                (await inNewContext(browser, contender, async (context) =>
                  learn(contender, await open(context, contender, unslowed)),
                ));
              once.set(name, round);
              return round;
            },
          ]),
        ),
      );
      return compared(mediansOf(results, (one) => one));
    },
  );

/** @param {{ rounds: number }} options */
export const measureOpening = async ({ rounds }) => ({
  ...(await openUsual(rounds)),
  // Its figures are seconds apart, and bare React needs long for one: few rounds tell.
  '22,200 rows, unslowed, cold': await openHuge(Math.min(rounds, 3)),
});
