// Finds a Chromium for tests, pictures and benchmarks on whatever machine this is. In order: $CHROME_PATH, an
// installed Chromium or Chrome, one that Playwright brought, and on Linux x64 the one that comes with the
// project's own packages, libraries included, so that a bare machine needs nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const installed = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// A machine without network for it makes the browser's own errands fail loudly and often.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The machine's fonts, and behind them the one that came along: text must show where there are none.
 *
 * @param {string} home where the browser was unpacked
 */
const fontSettings = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

/** Where it brings its own Chromium unpacked, it says where the libraries and fonts are through the environment. */
const packed = async () => {
  const home = join(root, '.cache', 'browser');
  const done = join(home, 'unpacked');
  // An unpacking that was cut short must not be taken for a browser.
  if (!existsSync(done)) rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: home, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: bundle } = await import('@sparticuz/chromium');
    const executablePath = await bundle.executablePath();
    const { LD_LIBRARY_PATH } = process.env;
    writeFileSync(join(home, 'fonts.conf'), fontSettings(home));
    writeFileSync(done, '');
    return {
      executablePath,
      args: quiet,
      env: { ...before, LD_LIBRARY_PATH, FONTCONFIG_FILE: join(home, 'fonts.conf') },
    };
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  }
};

/**
 * Playwright's launch options for a browser of this machine.
 *
 * @returns {Promise<{ executablePath: string, args: string[], env?: Record<string, string | undefined> }>}
 */
export async function findBrowser() {
  const found = installed.find((path) => path && existsSync(path));
  if (found) return { executablePath: found, args: quiet };
  if (existsSync(chromium.executablePath()))
    return { executablePath: chromium.executablePath(), args: quiet };
  if (process.platform === 'linux' && process.arch === 'x64') return packed();
  // Elsewhere Playwright knows best; it says itself what is missing.
  execFileSync('npx', ['playwright', 'install', 'chromium'], { cwd: root, stdio: 'inherit' });
  return { executablePath: chromium.executablePath(), args: quiet };
}
