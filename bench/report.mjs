// Prints figures as tables.

/** @typedef {number | string | boolean | null} Scalar */
/** @typedef {{ [name: string]: Scalar | Figures }} Figures */
/** @typedef {{ title: string, rows: Record<string, Record<string, Scalar>> }} Table */

/** @param {Scalar | Figures | undefined} value @returns {value is Figures} */
const isGroup = (value) => typeof value === 'object' && value !== null;

/** @param {Figures} figures @returns {Record<string, Scalar>} the values that are not groups */
const scalarsOf = (figures) =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (isGroup(value) ? [] : [[name, value]])),
  );

/**
 * Converts figures to tables: one for the single values, one with a row for each group of values, and separate tables
 * for deeper groups.
 *
 * @param {Figures} figures
 * @returns {Table[]}
 */
export const tablesOf = (figures, title = '') => {
  const loose = scalarsOf(figures);
  const upright = Object.fromEntries(
    Object.entries(loose).map(([name, value]) => [name, { measured: value }]),
  );
  const groups = Object.entries(figures).flatMap(([name, value]) =>
    isGroup(value) ? [{ name, value }] : [],
  );
  const flat = groups.filter(({ value }) => !Object.values(value).some(isGroup));
  const deep = groups.filter(({ value }) => Object.values(value).some(isGroup));
  const rows = Object.fromEntries(flat.map(({ name, value }) => [name, scalarsOf(value)]));
  return [
    ...(Object.keys(loose).length > 0 ? [{ title, rows: upright }] : []),
    ...(flat.length > 0 ? [{ title, rows }] : []),
    ...deep.flatMap(({ name, value }) => tablesOf(value, title === '' ? name : `${title}, ${name}`)),
  ];
};

/**
 * Rounds a figure to the digits that are significant, given the variation between runs.
 *
 * @param {Scalar | undefined} value
 */
const rounded = (value) => {
  if (typeof value !== 'number') return value ?? '';
  if (Math.abs(value) >= 100) return Math.round(value);
  return Number(value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3));
};

/** @param {Table} table */
export const printTable = ({ title, rows }) => {
  if (title !== '') console.log(title);
  const known = Object.entries(rows).map(([name, row]) => {
    // console.table leaves the cell of a missing key empty.
    const figures = Object.entries(row).filter(([, value]) => value !== null);
    return [name, Object.fromEntries(figures.map(([column, value]) => [column, rounded(value)]))];
  });
  console.table(Object.fromEntries(known));
};

/** @param {import('./compare.mjs').Comparison} comparison */
export const printComparison = ({ title, rows, references }) => {
  const withReferences = Object.entries(rows).map(([figure, row]) => [
    figure,
    {
      ...Object.fromEntries(Object.entries(references).map(([name, round]) => [name, round[figure] ?? null])),
      ...row,
    },
  ]);
  console.log();
  printTable({ title, rows: Object.fromEntries(withReferences) });
};
