// Everything that `npm run bench` measures, in this order. Each is loaded when its turn comes: one that is broken
// stops no other.

/** @typedef {{ rounds: number }} Options */
/** @typedef {{ figures: import('./report.mjs').Figures, faults?: readonly string[], rounds?: number }} Outcome */

/** @type {Record<string, (options: Options) => Promise<Outcome>>} */
export const parts = {
  opening: async (options) => ({
    ...options,
    figures: await (await import('./opening/opening.mjs')).measureOpening(options),
  }),
  navigation: async (options) => ({
    ...options,
    figures: await (await import('./navigation.mjs')).measureNavigation(options),
  }),
  tree: async (options) => ({ ...options, figures: await (await import('./tree.mjs')).measureTree(options) }),
  endpoint: async () => ({
    figures: await (await import('./service/as-figures.mjs')).endpointFigures(),
  }),
  growth: async () => ({ figures: await (await import('./service/as-figures.mjs')).growthFigures() }),
  start: async (options) => ({
    ...options,
    figures: await (await import('./service/as-figures.mjs')).startFigures(options),
  }),
  lighthouse: async () => (await import('./lighthouse.mjs')).measureScores(),
};

/**
 * What `--against` can compare with another version.
 *
 * @type {Record<string, (options: { rounds: number, directory: string }) => Promise<import('./compare.mjs').Comparison[]>>}
 */
export const comparisons = {
  opening: async (options) => (await import('./opening/opening.mjs')).compareOpening(options),
  navigation: async (options) => (await import('./navigation.mjs')).compareNavigation(options),
};
