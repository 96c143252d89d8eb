// The references of the application: minimal pages with the same data.
import { join } from 'node:path';
import { root } from '#tests/support/server.mjs';
import { buildPage, servePacked } from '../serving.mjs';

const path = '/appointments/42';

/** Renders the same list as bare React. @param {unknown} value @returns {string} */
const listed = (value) => {
  if (value === null || typeof value !== 'object')
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const items = Object.entries(value).map(([name, inner]) => `<li>${name}: ${listed(inner)}</li>`);
  return `<ul>${items.join('')}</ul>`;
};

/**
 * Serves a page that contains the data and no script: the lower bound of the opening time.
 *
 * @param {{ data: unknown }} appointment
 */
export const serveStatic = ({ data }) => {
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  const body = `<!doctype html><html lang="en">${head}<title>An appointment</title>${listed(data)}`;
  return servePacked(new Map([[path, { type: 'text/html; charset=utf-8', body }]]));
};

/**
 * Serves the document of the application as a file without its scripts: the lower bound for what it shows.
 *
 * @param {import('../application.mjs').Application} application
 * @param {Record<string, string>} headers of the response, which a file has none of
 */
export const serveDocument = async ({ origin, signedIn }, headers) => {
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const response = await fetch(`${origin}${path}`, {
    headers: { cookie, accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
  });
  const html = await response.text();
  const body = html
    .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  return servePacked(new Map([[path, { type: 'text/html; charset=utf-8', body, headers }]]));
};

/** @param {{ data: unknown }} appointment */
export const serveBareReact = async (appointment) => {
  const files = await buildPage(join(root, 'bench/opening/bare-react'));
  const page = files.get('/');
  if (!page) throw new Error('Bare React has no page.');
  const json = { type: 'application/json', body: JSON.stringify(appointment) };
  return servePacked(files.set(path, page).set(`/api/v1${path}`, json));
};
