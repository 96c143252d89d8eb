import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from './pool.ts';

/**
 * Creates a PGlite database in `directory` if it does not exist, from the file `archive` if the build created one. The
 * database is created in a temporary directory and then renamed, so an interrupted start leaves no incomplete database.
 */
export const createPgliteDirectory = async (directory: string, archive: string): Promise<void> => {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const temporary = `${directory}.new`;
  await rm(temporary, { recursive: true, force: true });
  const options = existsSync(archive) ? { archive: new Blob([await readFile(archive)]) } : {};
  const pglite = await openPglite({ directory: temporary, ...options });
  await pglite.close();
  // Fails if the directory exists and is not empty.
  await rename(temporary, directory);
};
