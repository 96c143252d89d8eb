// Runs the main path on the built application in Firefox and WebKitGTK, through WebDriver. Prints what is not installed
// and therefore skipped; fails only if a browser fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Builder, By, Capabilities, Key, until } from 'selenium-webdriver';
import { freePort, startServer } from '../tests/support/server.mjs';
import { demoCredentials } from '../server/embedded/http-client.mjs';

/** Enough for a browser that starts on a busy machine. */
const timeoutMs = 60_000;

/** @param {readonly string[]} names @returns {string | undefined} the first of the programs that is installed */
const find = (...names) => {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
};

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string | undefined} driver the program that speaks WebDriver
 * @property {Record<string, string | undefined>} required programs by the name of what provides them
 * @property {object} capabilities
 */

const firefox = find('firefox-esr', 'firefox');
const geckodriver = find('geckodriver');
const webkitDriver = find('WebKitWebDriver');
const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
const xvfb = find('Xvfb');

/** @type {Browser[]} */
const browsers = [
  {
    name: 'Firefox',
    driver: geckodriver,
    required: { 'firefox-esr': firefox, geckodriver },
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': { binary: firefox, args: ['-headless'] },
    },
  },
  {
    name: 'WebKit',
    driver: webkitDriver,
    required: { 'webkit2gtk-driver': webkitDriver, 'a display or xvfb': display ?? xvfb },
    capabilities: { browserName: 'MiniBrowser' },
  },
];

/**
 * Starts a program and returns a function that ends it.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
const startProgram = (program, args, env) => {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.resume();
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, stop };
};

/** @param {string} url resolves when something responds there */
const waitForResponse = async (url) => {
  for (const deadline = Date.now() + timeoutMs; ; ) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    if (Date.now() > deadline) throw new Error(`${url} did not respond.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Starts a display that nobody sees, on a free number. */
const startDisplay = async () => {
  if (display !== undefined || xvfb === undefined) return null;
  const { child, stop } = startProgram(xvfb, [
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1280x900x24',
    '-nolisten',
    'tcp',
  ]);
  const [number] = await once(child.stdout, 'data');
  return { name: `:${String(number).trim()}`, stop };
};

/**
 * The main path: sign-in, record, plan, timeline, supplies, another number, back.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 * @param {string} origin
 */
const followMainPath = async (driver, origin) => {
  /** @param {import('selenium-webdriver').By} locator */
  const visible = async (locator) => {
    const element = await driver.wait(
      until.elementLocated(locator),
      timeoutMs,
      `nothing is at ${locator.toString()}`,
    );
    await driver.wait(until.elementIsVisible(element), timeoutMs, `${locator.toString()} is not visible`);
    return element;
  };
  /** @param {string} role a tag name with conditions @param {string} text */
  const withText = (role, text) => By.xpath(`//${role}[normalize-space()="${text}"]`);
  const countRows = async () => (await driver.findElements(By.css('[role=treeitem]'))).length;
  const hydrated = () => visible(By.css('html[data-hydrated=true] article'));

  await driver.get(`${origin}/appointments/42?tenant=1`);
  await (await visible(withText('main//a', 'Sign in'))).click();
  await (await visible(By.name('username'))).sendKeys(demoCredentials.username);
  await (await visible(By.name('password'))).sendKeys(demoCredentials.password, Key.RETURN);

  await hydrated();
  await visible(withText('h2', 'Zeynep Öztürk'));
  const rows = await countRows();
  await (await visible(withText('button', 'Expand all'))).click();
  await driver.wait(async () => (await countRows()) > rows, timeoutMs, 'no row was expanded');

  await (await visible(withText('*[@role="tab"]', 'Timeline'))).click();
  await visible(By.css('[role=tabpanel] svg[role=img]'));
  await (await visible(withText('*[@role="tab"]', 'Prepare'))).click();
  await visible(withText('button', 'Copy list'));

  await (await visible(By.name('number'))).sendKeys('57', Key.RETURN);
  await driver.wait(until.urlContains('/appointments/57'), timeoutMs, 'the number was not opened');
  await hydrated();
  await driver.navigate().back();
  await driver.wait(until.urlContains('/appointments/42'), timeoutMs, 'the browser did not go back');
  await visible(withText('h2', 'Zeynep Öztürk'));
};

/** @param {Browser} browser @param {string} origin @param {NodeJS.ProcessEnv} env */
const run = async ({ driver: program = '', capabilities }, origin, env) => {
  const port = await freePort();
  const { stop } = startProgram(program, [`--port=${port}`], env);
  try {
    const server = `http://127.0.0.1:${port}`;
    await waitForResponse(`${server}/status`);
    const driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(server)
      .withCapabilities(new Capabilities(capabilities))
      .build();
    try {
      const version = (await driver.getCapabilities()).getBrowserVersion() ?? '';
      await followMainPath(driver, origin);
      return version;
    } finally {
      await driver.quit();
    }
  } finally {
    await stop();
  }
};

const missing = (/** @type {Browser} */ { required }) =>
  Object.entries(required).flatMap(([name, path]) => (path === undefined ? [name] : []));

for (const browser of browsers)
  if (missing(browser).length > 0)
    console.log(`${browser.name}: skipped, not installed: ${missing(browser).join(', ')}`);

const installed = browsers.filter((browser) => missing(browser).length === 0);
if (installed.length > 0) {
  const data = mkdtempSync(join(tmpdir(), 'test-browsers-'));
  const server = await startServer({ DATA_DIR: data });
  const virtual = await startDisplay();
  try {
    for (const browser of installed) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one browser at a time
        const version = await run(browser, server.origin, virtual ? { DISPLAY: virtual.name } : {});
        console.log(`${browser.name} ${version}: passed`);
      } catch (error) {
        console.error(`${browser.name}: failed`, error);
        process.exitCode = 1;
      }
    }
  } finally {
    await virtual?.stop();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
