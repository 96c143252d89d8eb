import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * For tests alone: entries of this folder, built as the server's build builds them, inside the project so that they
 * find their dependencies.
 */
export const buildEntries = async (...names: string[]) => {
  await mkdir('.cache', { recursive: true });
  const built = await mkdtemp('.cache/pglite-entries-');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: built,
      target: 'node20',
      rollupOptions: { input: Object.fromEntries(names.map((name) => [name, `server/db/${name}.ts`])) },
    },
  });
  return {
    urlOf: (name: string) => pathToFileURL(join(built, `${name}.js`)),
    remove: () => rm(built, { recursive: true, force: true }),
  };
};
