// The benchmarks of `npm run bench`, in this order. Each module is loaded on demand, so that a broken one does not stop
// the others.

/** @typedef {{ rounds: number }} Options */
/** @typedef {{ figures: import('./report.mjs').Figures, faults?: readonly string[], rounds?: number }} Outcome */

/** @type {Record<string, (options: Options) => Promise<Outcome>>} */
export const benchmarks = {
  opening: async (options) => ({
    ...options,
    figures: await (await import('./opening/opening.mjs')).measureOpening(options),
  }),
  navigation: async (options) => ({
    ...options,
    figures: await (await import('./navigation.mjs')).measureNavigation(options),
  }),
  tree: async (options) => ({ ...options, figures: await (await import('./tree.mjs')).measureTree(options) }),
  schedule: async (options) => ({
    ...options,
    figures: await (await import('./schedule.mjs')).measureSchedule(options),
  }),
  finding: async (options) => ({
    ...options,
    figures: await (await import('./finding.mjs')).measureFinding(options),
  }),
  gateway: async (options) => ({ figures: await (await import('./service.mjs')).measureGateway(options) }),
  start: async (options) => ({
    ...options,
    figures: await (await import('./service.mjs')).measureStart(options),
  }),
  growth: async (options) => ({
    figures: await (await import('./growth/growth.mjs')).measureGrowth({ rounds: options.rounds * 40 }),
  }),
  faults: async (options) => (await import('./faults/faults.mjs')).measureFaults(options),
  lighthouse: async () => (await import('./lighthouse.mjs')).measureScores(),
};

/**
 * The benchmarks that `--against` can compare with another version.
 *
 * @type {Record<string, (options: { rounds: number, directory: string }) => Promise<import('./compare.mjs').Comparison[]>>}
 */
export const comparisons = {
  opening: async (options) => (await import('./opening/opening.mjs')).compareOpening(options),
  navigation: async (options) => (await import('./navigation.mjs')).compareNavigation(options),
  gateway: async (options) => (await import('./service.mjs')).compareGateway(options),
  start: async (options) => (await import('./service.mjs')).compareStart(options),
  lighthouse: async (options) => (await import('./lighthouse.mjs')).compareScores(options),
};
