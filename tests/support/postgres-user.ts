import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * Creates the user that runs PostgreSQL if the tests run as root. It is created once before all tests, because two test
 * files that start together would both create it and one would fail.
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
