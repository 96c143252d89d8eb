import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeDatabaseArchive } from './database-archive.mjs';

/**
 * Builds the page into dist/client, with .br and .gz files if they are smaller, the page for server-side rendering into
 * dist/page, with its dependencies bundled, and the server into dist/server, with those bundled of which it uses a small
 * part. Can be run as `node scripts/build.mjs`.
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const client = join(root, 'dist/client');
const stamp = join(root, 'dist/built-with');

/** The sources of the build. Tests and documents are not included, so they do not make it stale. */
const sources = (
  'contract public server src index.html package.json package-lock.json scripts/build.mjs ' +
  'scripts/database-archive.mjs ' +
  'lingui.config.js tailwind.config.js tsconfig.json vite.config.ts'
).split(' ');

/** @param {string} path @returns {Promise<string[]>} the path and everything under it */
const pathsUnder = async (path) => {
  const isDirectory = (await stat(path)).isDirectory();
  const names = isDirectory ? await readdir(path, { recursive: true }) : [];
  return [path, ...names.map((name) => join(path, name))];
};

/** @returns {Promise<boolean>} whether a source is newer than the build, or Node is another version */
export const isStale = async () => {
  const built = await stat(stamp).catch(() => null);
  if (built === null || (await readFile(stamp, 'utf8')) !== process.version) return true;
  const paths = (await Promise.all(sources.map((source) => pathsUnder(join(root, source))))).flat();
  const changes = await Promise.all(
    paths.filter((path) => !/\.test\.tsx?$/.test(path)).map(async (path) => (await stat(path)).mtimeMs),
  );
  return Math.max(...changes) > built.mtimeMs;
};

/** @returns {import('vite').InlineConfig} the server's build, also for vite.server.config.ts */
export const serverBuild = (outDir = 'dist/server') => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  // Installed they are 21 MB; what the server uses of them is 0.3 MB.
  ssr: { noExternal: ['libphonenumber-js', 'zod'] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { cli: join(root, 'server/cli.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

/** The build of the page for server-side rendering: for production, with its dependencies bundled. */
export const renderedPageBuild = (outDir = 'dist/page') => ({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: /** @type {const} */ ('warn'),
  publicDir: /** @type {const} */ (false),
  define: { 'process.env.NODE_ENV': '"production"' },
  // The page is rendered synchronously and cannot wait for lazy modules.
  resolve: {
    alias: [
      {
        find: /^.*\/lazy-parts\.ts$/,
        replacement: join(root, 'src/features/appointments/components/parts.ts'),
      },
      {
        find: /^.*\/lazy-pages\.ts$/,
        replacement: join(root, 'src/app/pages/all-pages.ts'),
      },
    ],
  },
  ssr: { noExternal: /** @type {const} */ (true) },
  build: {
    ssr: join(root, 'src/render-page.tsx'),
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: true,
    // Pages and parts that are imported on request are also among all of them.
    rolldownOptions: { checks: { ineffectiveDynamicImport: false } },
  },
});

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const compressible = new Set(['.css', '.html', '.ico', '.js', '.json', '.svg', '.txt', '.webmanifest']);

/** @param {string} path */
const pack = async (path) => {
  const plain = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const [br, gz] = await Promise.all([toBrotli(plain, { params }), toGzip(plain, { level: 9 })]);
  if (br.length < plain.length) await writeFile(`${path}.br`, br);
  if (gz.length < plain.length) await writeFile(`${path}.gz`, gz);
};

/** Builds everything. Throws if a part cannot be built; the next start then builds again. */
export const build = async () => {
  // Not imported at the top: a start with an up-to-date build does not load Vite.
  const { build: viteBuild } = await import('vite');
  const started = new Date();
  await rm(stamp, { force: true });
  await viteBuild({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const files = await pathsUnder(client);
  await Promise.all([
    viteBuild(serverBuild()),
    viteBuild(renderedPageBuild()),
    writeDatabaseArchive(join(root, 'dist')),
    ...files.filter((path) => compressible.has(extname(path))).map(pack),
  ]);
  await writeFile(stamp, process.version);
  // Files that change during the build are newer than the build.
  await utimes(stamp, started, started);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  if (process.argv.includes('--if-stale') && !(await isStale())) process.exit();
  await build();
  console.log(`Built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
