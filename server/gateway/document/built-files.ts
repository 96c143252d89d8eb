import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { strongTag } from '#server/http/entity-tag.ts';

/** A file of the built application, with the packed forms that the build put beside it. */
export interface BuiltFile {
  type: string;
  /** Of the content; its packed forms share it. */
  etag: string;
  plain: Buffer;
  br: Buffer | null;
  gzip: Buffer | null;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built application into memory, keyed by URL path (`/assets/index-abc.js`). What is not in this map does
 * not exist: no path of a request ever reaches the file system. Empty where nothing is built.
 */
export const readBuiltFiles = async (directory: string): Promise<ReadonlyMap<string, BuiltFile>> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const known = new Set(paths);
  const packed = (path: string) => (known.has(path) ? readFile(path) : Promise.resolve(null));
  const files = paths
    // Source maps are for whoever debugs the build, not for the public.
    .filter((path) => !/\.(br|gz|map)$/.test(path))
    .map(async (path): Promise<[string, BuiltFile]> => {
      const [plain, br, gzip] = await Promise.all([
        readFile(path),
        packed(`${path}.br`),
        packed(`${path}.gz`),
      ]);
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [
        `/${relative(directory, path).split(sep).join('/')}`,
        { type, etag: strongTag(plain), plain, br, gzip },
      ];
    });
  return new Map(await Promise.all(files));
};
