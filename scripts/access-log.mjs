import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm run access-log`: prints who opened which appointment or had it fetched ahead, saw the identity number, printed or copied it. Builds
 * only where nothing is built: a server may be running from what is.
 */

const program = join(resolve(fileURLToPath(import.meta.url), '../..'), 'dist/server/access-log.js');
if (!existsSync(program)) {
  console.error('Building …');
  const { build } = await import('./build.mjs');
  await build();
}
await import(pathToFileURL(program).href);
