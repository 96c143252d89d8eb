// Statistics over rounds.

/** A figure is null if it does not apply to the page. @typedef {Record<string, number | null>} Round */

/** @param {readonly number[]} list */
export const median = (list) => {
  const ordered = list.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [
    ordered[(ordered.length - 1) >> 1],
    ordered[ordered.length >> 1],
  ];
  return (low + high) / 2;
};

/** @param {readonly number[]} list @returns {number | null} null for an empty list */
export const medianOf = (list) => (list.length === 0 ? null : median(list));

/** @param {readonly number[]} list @param {number} share 0 to 1 */
export const quantile = (list, share) =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;

/** The median absolute deviation: the spread of a list, with few outliers ignored. @param {readonly number[]} list */
export const medianDeviation = (list) => {
  const middle = median(list);
  return median(list.map((value) => Math.abs(value - middle)));
};

/**
 * The median of every figure, over the rounds that have it.
 *
 * @param {readonly Round[]} list
 * @returns {Round}
 */
const medians = (list) =>
  Object.fromEntries(
    Object.keys(list[0] ?? {}).map((figure) => {
      const known = list.flatMap((round) => round[figure] ?? []);
      return [figure, known.length === 0 ? null : median(known)];
    }),
  );

/**
 * Runs the measurements alternately, round by round, so that other load on the machine affects all of them alike. The
 * first round is a warm-up and is not counted.
 *
 * @template T
 * @param {number} rounds
 * @param {Readonly<Record<string, () => Promise<T>>>} measurements
 * @returns {Promise<Record<string, T[]>>} every round by name
 */
export const interleave = async (rounds, measurements) => {
  /** @type {Map<string, T[]>} */
  const results = new Map(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, measure] of Object.entries(measurements)) {
      const result = await measure();
      if (round > 0) results.get(name)?.push(result);
    }
  return Object.fromEntries(results);
};

/**
 * @template T
 * @param {Readonly<Record<string, T[]>>} results of rounds, by name
 * @param {(result: T) => Round} figuresOf
 * @returns {Record<string, Round>} their medians
 */
export const mediansOf = (results, figuresOf) =>
  Object.fromEntries(Object.entries(results).map(([name, list]) => [name, medians(list.map(figuresOf))]));
