// Describes the machine and the commit of a measurement, which its figures depend on.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem, type, release } from 'node:os';
import { withBrowser } from './browser.mjs';
import { root } from '../tests/support/server.mjs';

/** The output of git; null without git or a repository. @param {...string} args */
const git = (...args) => {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
};

export const describeMachine = async () => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  'memory GiB': Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.versions.node,
  chromium: await withBrowser(async (browser) => browser.version()),
});

/** The commit that was measured, and whether there are uncommitted changes. */
export const describeCommit = () => {
  const commit = git('rev-parse', '--short', 'HEAD')?.trim() ?? null;
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!bench/results', ':!docs');
  return commit === null || changed === '' ? commit : `${commit} with changes`;
};
