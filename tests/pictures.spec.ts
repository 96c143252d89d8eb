// Pictures of the page's main states, from the application's own demonstration data: `npm run pictures`.
// The few that the documentation shows go to docs/pictures, the others, for looking through, to .cache/pictures.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { freePort } from '#server/http/free-port.mjs';
import { findBrowser } from './browser.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @typedef {object} Picture
 * @property {string} name
 * @property {string} path what to open
 * @property {number} [width]
 * @property {'light' | 'dark'} [scheme]
 * @property {'en' | 'tr'} [language]
 * @property {boolean} [shown] whether the documentation shows it
 * @property {boolean} [signedOut]
 * @property {boolean} [print]
 * @property {(page: Page) => Promise<void>} [prepare] what to do before the picture is taken
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
const kept = join(root, 'docs', 'pictures');
const passing = join(cache, 'pictures');

/** @type {Picture[]} */
const pictures = [
  { name: 'appointment-light', path: '/appointments/42?tenant=1', shown: true },
  { name: 'appointment-dark', path: '/appointments/42?tenant=1', scheme: 'dark', shown: true },
  { name: 'appointment-mobile', path: '/appointments/42?tenant=1', width: 390, shown: true },
  { name: 'appointment-turkish', path: '/appointments/42?tenant=1', language: 'tr', shown: true },
  { name: 'appointment-print', path: '/appointments/42?tenant=1', print: true, shown: true },
  { name: 'appointment-mobile-dark', path: '/appointments/42?tenant=1', width: 390, scheme: 'dark' },
  { name: 'appointment-narrow-turkish', path: '/appointments/42?tenant=1', width: 320, language: 'tr' },
  { name: 'appointment-other-zone', path: '/appointments/42?tenant=2' },
  { name: 'cancelled', path: '/appointments/1?tenant=1' },
  { name: 'deleted-mobile', path: '/appointments/3?tenant=1', width: 390 },
  { name: 'not-scheduled', path: '/appointments/4?tenant=1' },
  { name: 'without-customer', path: '/appointments/6?tenant=1' },
  { name: 'inactive-and-deleted', path: '/appointments/14?tenant=1' },
  { name: 'hard-colours', path: '/appointments/16?tenant=1' },
  { name: 'hard-colours-dark', path: '/appointments/16?tenant=1', scheme: 'dark' },
  { name: 'arabic', path: '/appointments/18?tenant=1' },
  { name: 'arabic-mobile', path: '/appointments/18?tenant=1', width: 390 },
  {
    name: 'right-to-left',
    path: '/appointments/18?tenant=1',
    prepare: (page) => page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl')),
  },
  { name: 'disagreeing-gaps', path: '/appointments/20?tenant=1' },
  { name: 'long-names-narrow', path: '/appointments/26?tenant=1', width: 320 },
  {
    name: 'everything-open',
    path: '/appointments/42?tenant=1',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Expand all' }).click();
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  },
  {
    name: 'menu',
    path: '/appointments/42?tenant=1',
    prepare: (page) => page.getByRole('button', { name: /^Account and settings/ }).click(),
  },
  {
    name: 'clinics-mobile',
    path: '/appointments/42?tenant=1',
    width: 390,
    prepare: (page) => page.getByRole('button', { name: /^Clinic:/ }).click(),
  },
  { name: 'home', path: '/?tenant=1' },
  { name: 'home-mobile-dark', path: '/?tenant=1', width: 390, scheme: 'dark' },
  { name: 'not-found', path: '/appointments/999999?tenant=1' },
  { name: 'not-found-mobile', path: '/appointments/999999?tenant=1', width: 390 },
  { name: 'other-clinic', path: '/appointments/42?tenant=9' },
  { name: 'sign-in', path: '/appointments/42?tenant=1', signedOut: true },
  {
    name: 'sign-in-service',
    path: '/appointments/42?tenant=1',
    signedOut: true,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('Password').waitFor();
    },
  },
];

/** @param {string} origin */
const untilReady = async (origin) => {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      if ((await fetch(`${origin}/readyz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The application did not start within a minute.');
};

/** @param {Page} page @param {string} origin */
const signIn = async (page, origin) => {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('elif.yilmaz@example.com');
  await page.getByLabel('Password').fill('appointments');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Open an appointment' }).waitFor();
};

/**
 * On paper the page is as wide as an A4 sheet within its margins of 12 mm, at 96 pixels an inch.
 *
 * @param {Page} page
 */
const asPrinted = async (page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.setViewportSize({ width: 703, height: 1031 });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
};

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 * @param {Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>} signedIn
 * @param {Picture} picture
 */
const take = async (browser, origin, signedIn, picture) => {
  const { name, path, width = 1280, scheme = 'light', language = 'en' } = picture;
  const context = await browser.newContext({
    ...(!picture.signedOut && { storageState: signedIn }),
    baseURL: origin,
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme: scheme,
    locale: language === 'tr' ? 'tr-TR' : 'en-GB',
    timezoneId: 'Europe/Istanbul',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(path);
    await page.locator('h1').waitFor();
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
    if (picture.print) await asPrinted(page);
    await picture.prepare?.(page);
    const file = join(picture.shown ? kept : passing, `${name}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide' });
    console.log(relative(root, file));
  } finally {
    await context.close();
  }
};

for (const directory of [cache, kept, passing]) mkdirSync(directory, { recursive: true });
const data = mkdtempSync(join(cache, 'pictures-data-'));
const port = await freePort();
const origin = `http://localhost:${port}`;
const server = spawn(process.execPath, ['scripts/start.mjs'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PORT: String(port), DATA_DIR: data, LOG_LEVEL: 'warn' },
});
/** @type {Promise<void>} */
const ended = new Promise((resolve) => {
  server.once('exit', () => resolve());
});

try {
  await untilReady(origin);
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage({ locale: 'en-GB' });
    await signIn(page, origin);
    const signedIn = await page.context().storageState();
    const asked = process.argv.slice(2);
    for (const picture of pictures)
      if (asked.length === 0 || asked.includes(picture.name)) await take(browser, origin, signedIn, picture);
  } finally {
    await browser.close();
  }
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
