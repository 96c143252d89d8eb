import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes `dist/database.tar.gz`, from which the server creates a new database. initdb would take several times as long
 * and would increase the memory of the process. Skipped if the archive is up to date with the version of PGlite.
 *
 * @param {string} dist
 */
export const writeDatabaseArchive = async (dist) => {
  const file = join(dist, 'database.tar.gz');
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@electric-sql/pglite');
  const { version } = JSON.parse(await readFile(join(entry, '../../package.json'), 'utf8'));
  const versionFile = `${file}.version`;
  if ((await readFile(versionFile, 'utf8').catch(() => '')) === version) return;
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create();
  const archive = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await writeFile(file, new Uint8Array(await archive.arrayBuffer()));
  await writeFile(versionFile, version);
};
