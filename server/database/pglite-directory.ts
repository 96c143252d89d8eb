import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from './pool.ts';

/**
 * Makes a PGlite database in `directory` if there is none, unpacked from the file `archive` if the build left one. It is
 * made beside the directory and then renamed, so an interrupted start leaves nothing that looks like a database.
 */
export const createPgliteDirectory = async (directory: string, archive: string): Promise<void> => {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const temporary = `${directory}.new`;
  await rm(temporary, { recursive: true, force: true });
  const options = existsSync(archive) ? { archive: new Blob([await readFile(archive)]) } : {};
  const pglite = await openPglite({ directory: temporary, ...options });
  await pglite.close();
  // Fails if the directory is there and not empty.
  await rename(temporary, directory);
};
