// Figures as tables: for whoever waits at the terminal, and for the documents.

/** @typedef {number | string | boolean | null} Scalar */
/** @typedef {{ [name: string]: Scalar | Figures }} Figures */
/** @typedef {{ title: string, rows: Record<string, Record<string, Scalar>> }} Table */

/** @param {Scalar | Figures | undefined} value @returns {value is Figures} */
const isGroup = (value) => typeof value === 'object' && value !== null;

/** @param {Figures} figures @returns {Record<string, Scalar>} what is no group in itself */
const scalarsOf = (figures) =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (isGroup(value) ? [] : [[name, value]])),
  );

/**
 * Groups of plain figures make one table, a row each, and loose ones another; what is nested deeper makes tables of its
 * own.
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
 * As many digits as mean something from one run to the next.
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
    // A cell that is not there stays empty.
    const figures = Object.entries(row).filter(([, value]) => value !== null);
    return [name, Object.fromEntries(figures.map(([column, value]) => [column, rounded(value)]))];
  });
  console.table(Object.fromEntries(known));
};

/** @param {Scalar | undefined} value */
const written = (value) => {
  const short = rounded(value);
  // Thousands apart: 22,200.
  return typeof short === 'number' && Math.abs(short) >= 10_000
    ? String(short).replace(/\B(?=(\d{3})+$)/g, ',')
    : String(short);
};

/** @param {Table} table in Markdown */
const asMarkdown = ({ title, rows }) => {
  // What no row has is no column.
  const known = Object.values(rows).flatMap((row) =>
    Object.entries(row).filter(([, value]) => value !== null),
  );
  const columns = [...new Set(known.map(([column]) => column))];
  const lines = [
    ['', ...columns],
    ['', ...columns].map(() => '---'),
    ...Object.entries(rows).map(([name, row]) => [name, ...columns.map((column) => written(row[column]))]),
  ];
  const text = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return title === '' ? text : `${title.charAt(0).toUpperCase()}${title.slice(1)}:\n\n${text}`;
};

/**
 * @param {string} document
 * @param {string} name
 * @param {Figures} figures
 * @param {string} source where the figures come from
 * @returns {string | null} the document with these figures between the markers of that name; null where it has none
 */
export const withFigures = (document, name, figures, source) => {
  const begin = `<!-- bench:${name} -->`;
  const end = '<!-- /bench -->';
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) return null;
  const text = [...tablesOf(figures).map(asMarkdown), source].join('\n\n');
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
};
