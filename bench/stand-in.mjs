// Serves a built page with made-up answers, for measuring the page alone.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const session = JSON.stringify({
  signed_in: true,
  user: null,
  tenants: [{ id: 1, name: 'Bench Clinic', timezone: 'UTC' }],
  settings: { time_zone: 'UTC', currency: null, idle_minutes: 15, avatar_origins: [] },
  idle_seconds_left: null,
});

/**
 * @param {string} root the built page
 * @param {(path: string) => string | null} answerTo the JSON for a path, null for none
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export const serve = async (root, answerTo) => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://bench').pathname;
    const json = path === '/auth/session' ? session : answerTo(path);
    if (json !== null) {
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(json);
    }
    const file = join(root, path);
    const found = extname(path) !== '' && existsSync(file) ? file : join(root, 'index.html');
    response.writeHead(200, { 'content-type': types[extname(found)] ?? 'application/octet-stream' });
    return response.end(readFileSync(found));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
};
