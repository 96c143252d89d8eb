import { createPgliteEngine } from './pglite-engine.ts';

/**
 * Makes PGlite's files in the directory that is named, in a process of its own (see `pglite-directory.ts`). An entry of
 * its own in the server's build (`dist/server/pglite-create.js`).
 */

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('pglite-create needs a directory');

// Whoever started it is gone, and nobody will want what it makes.
process.once('disconnect', () => process.exit(1));
const engine = await createPgliteEngine(directory);
await engine.close();
process.exit(0);
