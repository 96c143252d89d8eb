import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes `dist/database.tar.gz`, which the server unpacks a new database from: initdb takes several times as long, and
 * memory that the process would not give back. Skipped if the archive is of the installed version of PGlite.
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
