// What the application is compared with: the least that can show the same data.
import { join } from 'node:path';
import { root } from '#tests/support/server.mjs';
import { buildPage, servePacked } from '../serving.mjs';

const address = '/appointments/42';

/** @param {unknown} value @returns {string} the very list that bare React makes of it */
const listed = (value) => {
  if (value === null || typeof value !== 'object')
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const items = Object.entries(value).map(([name, inner]) => `<li>${name}: ${listed(inner)}</li>`);
  return `<ul>${items.join('')}</ul>`;
};

/**
 * A page with the data in it and no script: nothing that shows the data opens sooner.
 *
 * @param {{ data: unknown }} answer
 */
export const serveStatic = ({ data }) => {
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  const body = `<!doctype html><html lang="en">${head}<title>An appointment</title>${listed(data)}`;
  return servePacked(new Map([[address, { type: 'text/html; charset=utf-8', body }]]));
};

/** @param {{ data: unknown }} answer */
export const serveBareReact = async (answer) => {
  const files = await buildPage(join(root, 'bench/opening/bare-react'));
  const page = files.get('/');
  if (!page) throw new Error('Bare React has no page.');
  const json = { type: 'application/json', body: JSON.stringify(answer) };
  return servePacked(files.set(address, page).set(`/api/v1${address}`, json));
};
