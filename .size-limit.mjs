import { readFileSync, statSync } from 'node:fs';

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync('dist/client/.vite/manifest.json', 'utf8'));
const scripts = Object.entries(manifest).filter(([, { file }]) => file.endsWith('.js'));
const path = (/** @type {Chunk} */ { file }) => `dist/client/${file}`;

/** @param {string} name @returns {string[]} a chunk and everything that it imports statically */
const withImports = (name) => {
  const chunk = manifest[name];
  return chunk ? [path(chunk), ...(chunk.imports ?? []).flatMap(withImports)] : [];
};
const catalogs = scripts
  .filter(([name]) => /locales\/(?:en|tr)\.po$/.test(name))
  .map(([, chunk]) => path(chunk))
  .toSorted((one, other) => statSync(other).size - statSync(one).size);
const entry = scripts.find(([, { isEntry }]) => isEntry)?.[0] ?? 'index.html';
const first = [...new Set([...withImports(entry), ...catalogs.slice(0, 1)])];
/** Loaded only with `PHONE_COUNTRY`: the rules of all countries. */
const phoneNumbers = scripts
  .filter(([name]) => name.endsWith('/national-number.ts'))
  .map(([, chunk]) => path(chunk));
/** The pages and the palette for finding appointments, which are beside the appointment page. */
const searchScripts = scripts
  .filter(([name]) =>
    /pages\/(?:schedule|customer)|features\/(?:schedule|customers|search)|app\/palette|search\/tr\.po/.test(
      name,
    ),
  )
  .flatMap(([name]) => withImports(name))
  .filter((file) => !first.includes(file));
const later = scripts
  .filter(([name]) => !name.endsWith('.po'))
  .map(([, chunk]) => path(chunk))
  .filter((file) => ![...first, ...catalogs, ...phoneNumbers, ...searchScripts].includes(file));

export default [
  { name: 'Script of the first view', path: first, limit: '129 KiB' },
  { name: 'Script loaded on demand', path: later, limit: '31 KiB' },
  { name: 'Script for finding appointments', path: [...new Set(searchScripts)], limit: '38 KiB' },
  { name: 'Phone numbers of all countries', path: phoneNumbers, limit: '32 KiB' },
];
