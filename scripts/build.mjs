import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Builds both sides: the page into dist/client, with .br and .gz beside what they make smaller, the same page for the
 * gateway to render into dist/page, whole, and the server into dist/server, its dependencies left in node_modules. As
 * a command: `node scripts/build.mjs`.
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const client = join(root, 'dist/client');
const stamp = join(root, 'dist/sources.sha256');

/** What the build is made of. Tests and documents do not make it stale. */
const sources = (
  'contract public server src index.html package.json package-lock.json scripts/build.mjs ' +
  'lingui.config.js tailwind.config.js tsconfig.json vite.config.ts'
).split(' ');

/** @param {string} path @returns {Promise<string[]>} the files at or under `path`; none where there is nothing */
const filesUnder = async (path) => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** One digest over everything the build is made of, and the Node it is made with. */
const digestSources = async () => {
  const found = (await Promise.all(sources.map((source) => filesUnder(join(root, source))))).flat();
  const files = found.filter((path) => !/\.test\.tsx?$/.test(path)).toSorted();
  const texts = await Promise.all(files.map((path) => readFile(path)));
  const hash = createHash('sha256').update(process.version);
  for (const [index, path] of files.entries())
    hash.update(`\0${relative(root, path)}\0`).update(texts[index] ?? '');
  return hash.digest('hex');
};

/** @returns {Promise<boolean>} whether the sources are other than those that were built */
export const isStale = async () => {
  const built = await readFile(stamp, 'utf8').catch(() => '');
  return built !== (await digestSources());
};

/** @returns {import('vite').InlineConfig} the server's build, also for scripts/dev.mjs, which watches it */
export const serverBuild = (outDir = 'dist/server') => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: join(root, 'server/main.ts'),
        'access-log': join(root, 'server/access-log.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

/** The page, to be rendered by the gateway: with all it needs, as it is made for production. */
export const renderedPageBuild = (outDir = 'dist/page') => ({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: /** @type {const} */ ('warn'),
  publicDir: /** @type {const} */ (false),
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: /** @type {const} */ (true) },
  build: {
    ssr: join(root, 'src/render-page.tsx'),
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: true,
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

/** Builds everything. Throws where a side does not build; the next start then tries again. */
export const build = async () => {
  // Loaded here and not above: a start with nothing to build does not wait for it.
  const { build: viteBuild } = await import('vite');
  const digest = await digestSources();
  await writeFile(stamp, '').catch(() => undefined);
  await viteBuild({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const files = await filesUnder(client);
  await Promise.all([
    viteBuild(serverBuild()),
    viteBuild(renderedPageBuild()),
    ...files.filter((path) => compressible.has(extname(path))).map(pack),
  ]);
  await writeFile(stamp, digest);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const from = performance.now();
  await build();
  console.log(`Built dist/client and dist/server in ${((performance.now() - from) / 1000).toFixed(1)} s.`);
}
