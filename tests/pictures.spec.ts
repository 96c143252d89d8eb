// Screenshots of the main states: `npm run pictures`. The documentation shows some of them, from docs/pictures; the
// others are written to .cache/pictures for review.
import { type Page, test } from '@playwright/test';

interface Picture {
  name: string;
  path: string;
  width?: number;
  scheme?: 'light' | 'dark';
  language?: 'en' | 'tr';
  documented?: boolean;
  signedOut?: boolean;
  print?: boolean;
  /** Actions before the screenshot. */
  prepare?: (page: Page) => Promise<unknown>;
}

const pictures: readonly Picture[] = [
  { name: 'appointment-light', path: '/appointments/42?tenant=1', documented: true },
  { name: 'appointment-dark', path: '/appointments/42?tenant=1', scheme: 'dark', documented: true },
  { name: 'appointment-mobile', path: '/appointments/42?tenant=1', width: 390, documented: true },
  { name: 'appointment-turkish', path: '/appointments/42?tenant=1', language: 'tr', documented: true },
  { name: 'appointment-print', path: '/appointments/42?tenant=1', print: true, documented: true },
  { name: 'appointment-mobile-dark', path: '/appointments/42?tenant=1', width: 390, scheme: 'dark' },
  { name: 'appointment-narrow-turkish', path: '/appointments/42?tenant=1', width: 320, language: 'tr' },
  { name: 'appointment-other-zone', path: '/appointments/42?tenant=2' },
  { name: 'schedule-list', path: '/appointments?tenant=1', documented: true },
  { name: 'schedule-list-dark', path: '/appointments?tenant=1', scheme: 'dark' },
  { name: 'schedule-day', path: '/appointments?tenant=1&view=day' },
  { name: 'schedule-week', path: '/appointments?tenant=1&view=week' },
  { name: 'schedule-mobile', path: '/appointments?tenant=1', width: 390 },
  { name: 'cancelled', path: '/appointments/1?tenant=1' },
  { name: 'deleted-mobile', path: '/appointments/3?tenant=1', width: 390 },
  { name: 'not-scheduled', path: '/appointments/4?tenant=1' },
  { name: 'without-customer', path: '/appointments/6?tenant=1' },
  { name: 'inactive-and-deleted', path: '/appointments/14?tenant=1' },
  { name: 'hard-colors', path: '/appointments/16?tenant=1' },
  { name: 'hard-colors-dark', path: '/appointments/16?tenant=1', scheme: 'dark' },
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

/** An A4 page within margins of 12 mm, at 96 pixels an inch. */
const emulatePrint = async (page: Page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.setViewportSize({ width: 703, height: 1031 });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
};

for (const picture of pictures) {
  const { name, path, width = 1280, scheme = 'light', language = 'en', documented = false } = picture;
  test.describe(name, () => {
    test.use({
      viewport: { width, height: width < 500 ? 844 : 900 },
      colorScheme: scheme,
      locale: language === 'tr' ? 'tr-TR' : 'en-GB',
      contextOptions: { reducedMotion: 'reduce' },
      ...(picture.signedOut && { storageState: { cookies: [], origins: [] } }),
    });
    test('is captured', async ({ page }) => {
      await page.goto(path);
      await page.locator('h1').waitFor();
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
      await page.waitForLoadState('networkidle');
      if (picture.print) await emulatePrint(page);
      await picture.prepare?.(page);
      await page.screenshot({
        path: `${documented ? 'docs/pictures' : '.cache/pictures'}/${name}.png`,
        fullPage: true,
        animations: 'disabled',
        caret: 'hide',
      });
    });
  });
}
