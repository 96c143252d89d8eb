import { fork } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBuilt } from './built-file.ts';

/** Resolves when the process has made the files; throws with its words where it could not. */
const runCreate = (file: URL, directory: string): Promise<void> =>
  new Promise((done, fail) => {
    const child = fork(fileURLToPath(file), [directory], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
    });
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`the database could not be made (${code ?? 'killed'}): ${said.trim()}`));
    });
  });

const contents = async (directory: string): Promise<string[]> => {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/** On Windows a scanner may hold new files for a moment. */
const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 10 });

/** What makes it a database comes last, and all or nothing. */
const fill = async (whole: string, made: string, names: readonly string[]): Promise<void> => {
  const mark = 'PG_VERSION';
  const inOrder = names.toSorted((one, other) => Number(one === mark) - Number(other === mark));
  await mkdir(whole, { recursive: true });
  try {
    for (const name of inOrder) await cp(join(made, name), join(whole, name), { recursive: true });
  } catch (error) {
    for (const name of inOrder) await remove(join(whole, name));
    throw error;
  }
  await remove(made);
};

/**
 * Moves a folder to where at most an empty one is. One that cannot be replaced, as a mount point, is filled instead.
 */
const moveWhole = async (made: string, whole: string): Promise<void> => {
  try {
    // Not every system moves a folder onto another, even an empty one.
    await rmdir(whole).catch(() => undefined);
    await rename(made, whole);
  } catch (error) {
    const there = await contents(whole);
    const names = await readdir(made);
    if (names.some((name) => there.includes(name))) throw error;
    await fill(whole, made, names);
  }
};
/**
 * Makes PGlite's files where there are none, so that only opening them is left to the program. `file` is the built
 * process that makes them (found by itself).
 *
 * Making them takes half a gigabyte of memory that a thread or a module that is done does not give back: a process
 * that ends does. They are made beside the directory and moved there whole: whatever breaks off the making leaves
 * nothing that looks like a database.
 */
export const makePgliteDirectory = async (
  directory: string,
  file: URL = findBuilt('pglite-create.js'),
): Promise<void> => {
  const whole = resolve(directory);
  if ((await contents(whole)).length > 0) return;
  const parent = dirname(whole);
  const prefix = `.${basename(whole)}-in-the-making-`;
  for (const name of await contents(parent))
    if (name.startsWith(prefix) && name.length === prefix.length + 6) await remove(join(parent, name));
  const made = await mkdtemp(join(parent, prefix));
  try {
    await runCreate(file, made);
    await moveWhole(made, whole);
  } catch (error) {
    await remove(made);
    throw error;
  }
};
