// Local servers for the pages and services that benchmarks need beside the application.
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

/** @typedef {{ type: string, body: string | Uint8Array, headers?: Record<string, string> }} Served */
/** @typedef {{ origin: string, close: () => Promise<void> }} Site */

/** @param {import('node:http').Server} server @returns {Promise<Site>} */
export const listen = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve(undefined));
    });
  // The application is opened by this host name, too.
  return { origin: `http://localhost:${address.port}`, close };
};

/**
 * Serves the files of the map, compressed with brotli in advance. Cached like those of the application: files with a
 * hash in their name permanently, pages and API responses never.
 *
 * @param {ReadonlyMap<string, Served>} files by path
 */
export const servePacked = (files) => {
  const packed = new Map(
    [...files].map(([path, { body, ...file }]) => [path, { ...file, body: brotliCompressSync(body) }]),
  );
  return listen(
    createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://bench');
      const found = packed.get(pathname);
      if (!found) return response.writeHead(404).end();
      response.writeHead(200, {
        'content-type': found.type,
        'content-encoding': 'br',
        'content-length': found.body.length,
        'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store',
        ...found.headers,
      });
      return response.end(found.body);
    }),
  );
};

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Builds a page for production, in memory.
 *
 * @param {string} root the folder of its index.html
 * @returns {Promise<Map<string, Served>>} by path, its document under /
 */
export const buildPage = async (root) => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'baseline-widely-available' },
  });
  if (!('output' in built)) throw new Error(`${root} was not built.`);
  return new Map(
    built.output.map((file) => [
      file.fileName === 'index.html' ? '/' : join('/', file.fileName),
      {
        type: types[extname(file.fileName)] ?? 'application/octet-stream',
        body: file.type === 'chunk' ? file.code : file.source,
      },
    ]),
  );
};
