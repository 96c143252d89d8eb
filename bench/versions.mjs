// Checks out another version of the application beside this one, with its own dependencies, and builds it.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../tests/support/server.mjs';

const execute = promisify(execFile);

/** @param {readonly string[]} args @returns {string} */
const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/**
 * @param {string} step named in the error
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} args
 */
const run = async (step, cwd, command, args) => {
  console.log(`${step} …`);
  const running = execute(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  const kill = () => running.child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  try {
    await running;
  } catch (error) {
    /** @param {'stdout' | 'stderr'} stream */
    const output = (stream) => (error instanceof Error ? String(Reflect.get(error, stream) ?? '') : '');
    const tail = `${output('stdout')}${output('stderr')}`.trimEnd().split('\n').slice(-40).join('\n');
    throw new Error(`${step} failed:\n${tail || String(error)}`, { cause: error });
  } finally {
    process.off('exit', kill);
  }
};

/** Brings dist/ of a checkout up to date. @param {string} directory @param {string} name */
export const buildVersion = (directory, name) =>
  run(`Building ${name}`, directory, process.execPath, ['scripts/build.mjs']);

/**
 * Checks out, installs and builds a version in a git worktree under `.cache`. The worktree is removed by `remove`, at
 * the latest when this process exits.
 *
 * @param {string} ref any name git has for a commit
 * @returns {Promise<{ directory: string, commit: string, remove: () => void }>}
 */
export const checkOutVersion = async (ref) => {
  let commit;
  try {
    commit = git('rev-parse', '--verify', '--short', `${ref}^{commit}`);
  } catch (error) {
    throw new Error(`"${ref}" is not a commit of this repository.`, { cause: error });
  }
  const directory = join(root, '.cache', `bench-${commit}-${process.pid}`);
  const remove = () => {
    process.off('exit', remove);
    rmSync(directory, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  process.once('exit', remove);
  mkdirSync(join(root, '.cache'), { recursive: true });
  git('worktree', 'add', '--detach', directory, commit);
  try {
    await run(`Installing ${ref} (${commit})`, directory, 'npm', ['ci', '--no-audit', '--no-fund']);
    await buildVersion(directory, `${ref} (${commit})`);
  } catch (error) {
    remove();
    throw error;
  }
  return { directory, commit, remove };
};
