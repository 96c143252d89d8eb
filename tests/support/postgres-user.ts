import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * PostgreSQL does not run as root, who lends it a user of its own. Made here, once, before any test: two test files
 * that begin together would both make it, and one of them fail.
 */
const setup = (): void => {
  if (userInfo().uid !== 0) return;
  try {
    execFileSync('id', ['postgres'], { stdio: 'ignore' });
  } catch {
    execFileSync('useradd', ['--user-group', 'postgres']);
  }
};

export default setup;
