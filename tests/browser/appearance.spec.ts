import type { Locator, Page } from '@playwright/test';
import {
  delayResponse,
  expect,
  expectAccessible,
  expectAccessibleInBothSchemes,
  horizontalOverflow,
  noOverflow,
  signedInState,
  test,
  waitForHydration,
} from './fixtures.ts';

declare global {
  interface Window {
    /** The layout shifts that the browser measured. */
    shifts?: number[];
  }
}

test.use({
  storageState: signedInState,
  // One of the screens is the one for 404.
  expectedErrors: [/404/],
});

const languages = ['en-GB', 'tr-TR'] as const;

const desktop = { width: 1280, height: 720 };
const phone = { width: 320, height: 640 };
/** A window of 1280 by 1024 pixels at 400 % zoom. */
const zoomed = { width: 320, height: 256 };

/** Appointments of the demonstration data by the property that they demonstrate. */
const appointments = {
  'an ordinary appointment': 42,
  'a cancelled one': 1,
  'a deleted one': 3,
  'one not scheduled': 4,
  'one without a customer': 6,
  'a plan of sixty treatments': 15,
  'tags in extreme colors': 16,
  'an Arabic record': 18,
  'gaps that disagree': 20,
  'a very long name': 26,
  'the fullest summary': 32,
} as const;

/** Every screen of a signed-in user. */
const screens: readonly (readonly [name: string, address: string])[] = [
  ...Object.entries(appointments).map(([name, id]) => [name, `/appointments/${id}?tenant=1`] as const),
  ['the home page', '/?tenant=1'],
  ['an unknown appointment', '/appointments/999999?tenant=1'],
  ['a link without a valid number', '/appointments/abc?tenant=1'],
  ['a clinic of other users', '/appointments/42?tenant=99'],
  ['an unknown page', '/nowhere?tenant=1'],
];

/** The buttons that open the menus of the page. */
const menus = (page: Page) => [
  page.getByRole('banner').getByRole('button', { name: /Nişantaşı Clinic/ }),
  page.getByRole('banner').getByRole('button', { name: /Elif Yılmaz/ }),
  page.getByRole('article').getByRole('button', { name: /^(More actions|Diğer işlemler)$/ }),
];

/** The selector of the panel that a menu button has opened. */
const panelOf = async (button: Locator): Promise<string> => {
  await expect(button).toHaveAttribute('aria-controls');
  return `[id="${await button.getAttribute('aria-controls')}"]`;
};

const open = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await waitForHydration(page);
};

for (const locale of languages)
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    for (const half of [0, 1])
      test(`every screen is accessible and fits a narrow window (${half + 1} of 2)`, async ({ page }) => {
        test.slow();
        for (const [name, url] of screens.filter((_, index) => index % 2 === half))
          await test.step(name, async () => {
            await page.setViewportSize(desktop);
            await open(page, url);
            // Colors and structure do not depend on the language.
            if (locale === 'en-GB') await expectAccessibleInBothSchemes(page);
            else if (name === 'an ordinary appointment') await expectAccessible(page);
            for (const size of [phone, zoomed]) {
              await page.setViewportSize(size);
              expect(await horizontalOverflow(page), `${name} at ${size.height} px`).toEqual(noOverflow);
            }
          });
      });

    test('menus and disclosures fit a narrow window and can be scrolled to their end', async ({ page }) => {
      for (const size of [phone, zoomed]) {
        await page.setViewportSize(size);
        await open(page, '/appointments/42?tenant=1');
        for (const button of menus(page)) {
          await button.click();
          const panel = page.locator(await panelOf(button));
          await expect(panel).toBeVisible();
          await expect(panel.locator('[aria-busy=true]')).toHaveCount(0);
          expect(await horizontalOverflow(page)).toEqual(noOverflow);
          const last = panel.locator('a, button, label').last();
          // Unlike scrollIntoViewIfNeeded, this also scrolls by a few pixels; a page cannot scroll by a part of one.
          await last.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
          await expect(last).toBeInViewport({ ratio: 0.97 });
          await page.keyboard.press('Escape');
        }
        for (const summary of await page.locator('summary').all()) await summary.click();
        await page.getByRole('button', { name: /^(Expand all|Tümünü genişlet)$/ }).click();
        expect(await horizontalOverflow(page)).toEqual(noOverflow);
      }
    });

    test.describe('signed out', () => {
      test.use({ storageState: { cookies: [], origins: [] } });

      test('the sign-in screens are accessible and fit a narrow window', async ({ page }) => {
        for (const url of ['/sign-in?problem=denied', '/sign-in?problem=ended', '/appointments/42']) {
          await page.setViewportSize(desktop);
          await open(page, url);
          if (locale === 'en-GB') await expectAccessibleInBothSchemes(page);
          await page.setViewportSize(zoomed);
          expect(await horizontalOverflow(page)).toEqual(noOverflow);
        }
        await page.locator('main a').click();
        await expect(page.locator('input[type="password"]')).toBeVisible();
        await expectAccessibleInBothSchemes(page);
        expect(await horizontalOverflow(page)).toEqual(noOverflow);
      });
    });
  });

test('open menus and disclosures are accessible', async ({ page }) => {
  await open(page, '/appointments/42?tenant=1');
  for (const button of menus(page)) {
    await button.click();
    // The menu covers a part of the page behind it, which has its own test.
    await expectAccessibleInBothSchemes(page, await panelOf(button));
    await page.keyboard.press('Escape');
  }
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expectAccessibleInBothSchemes(page);
});

test.describe('language and color scheme', () => {
  /** Language and colors before any script has run. */
  const firstBytes = async (page: Page) => {
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('/?tenant=1', { waitUntil: 'domcontentloaded' });
    const html = page.locator('html');
    const first = {
      lang: await html.getAttribute('lang'),
      scheme: await html.getAttribute('data-scheme'),
      canvas: await html.evaluate((element) => getComputedStyle(element).backgroundColor),
    };
    await page.unroute('**/assets/*.js');
    return first;
  };

  test.use({ expectedErrors: [/ERR_FAILED|dynamically imported module/] });

  test('follow the browser until the user chooses others', async ({ browser }) => {
    const context = await browser.newContext({
      storageState: signedInState,
      locale: 'tr-TR',
      colorScheme: 'dark',
    });
    const page = await context.newPage();
    expect(await firstBytes(page)).toEqual({ lang: 'tr', scheme: null, canvas: 'rgb(14, 20, 27)' });
    await open(page, '/?tenant=1');
    await expect(page.getByRole('navigation', { name: 'Görünüm' })).toBeVisible();
    await context.close();
  });

  test('are those the user has chosen from the first byte after a reload', async ({ page }) => {
    await open(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: /^Account and settings/ }).click();
    await page.getByText('Dark', { exact: true }).click();
    await page.getByText('Türkçe', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Linki kopyala' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    expect(await firstBytes(page)).toEqual({ lang: 'tr', scheme: 'dark', canvas: 'rgb(14, 20, 27)' });
    await open(page, '/appointments/42?tenant=1');
    await expect(page.getByRole('button', { name: 'Linki kopyala' })).toBeVisible();
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(14, 20, 27)');
  });

  test('change without a request and without losing the state of the page', async ({ page }) => {
    await open(page, '/appointments/42?tenant=1');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.getByRole('treeitem', { name: /^LED phototherapy/ }).click();
    await page.getByRole('button', { name: /^Account and settings/ }).click();
    await page.getByText('Türkçe', { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      / (Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık) \d{4} /,
    );
    await expect(page.getByRole('treeitem', { name: /^LED phototherapy/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(requests.filter((path) => path.startsWith('/api/'))).toEqual([]);
  });
});

for (const width of [1280, 390])
  test(`every control is at least 24 px wide and high in a window of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of ['/appointments/42?tenant=1', '/appointments/1?tenant=1', '/?tenant=1']) {
      await open(page, address);
      for (const summary of await page.locator('summary').all()) await summary.click();
      const account = page.getByRole('button', { name: /^Account and settings/ });
      await account.click();
      await expect(page.getByText('Single-key shortcuts')).toBeVisible();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, summary, input, label, [role="treeitem"], [role="tab"]')]
          .filter((element) => {
            const { width: across, height: down } = element.getBoundingClientRect();
            // An element for screen readers only is one pixel wide; the label of a large field is beside it.
            if (across <= 1 || down <= 1 || (element.matches('label') && !element.querySelector('input')))
              return false;
            // The label around a field is the target of a press.
            if (element.matches('label input')) return false;
            return across < 23.9 || down < 23.9;
          })
          .map((element) => `${element.outerHTML.slice(0, 140)} in ${location.pathname}`),
      );
      expect(small).toEqual([]);
    }
  });

test.describe('right to left', () => {
  const turn = (page: Page) =>
    page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
  const middle = async (page: Page, name: string): Promise<number> => {
    const box = await page.getByRole('region', { name }).boundingBox();
    return box ? box.x + box.width / 2 : Number.NaN;
  };

  test('mirrors the layout', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, '/appointments/42?tenant=1');
    const parts = ['Treatments', 'Notes', 'Customer', 'Related appointments'];
    const before = await Promise.all(parts.map((part) => middle(page, part)));
    const room = await page.evaluate(() => document.documentElement.clientWidth);
    await turn(page);
    const after = await Promise.all(parts.map((part) => middle(page, part)));
    for (const [index, place] of before.entries()) expect((after[index] ?? 0) + place).toBeCloseTo(room, 0);
    expect(await horizontalOverflow(page)).toEqual(noOverflow);
    const [home, account] = [
      await page.getByRole('banner').getByRole('link').first().boundingBox(),
      await page.getByRole('button', { name: /^Account/ }).boundingBox(),
    ];
    expect(home?.x ?? 0).toBeGreaterThan(account?.x ?? Number.POSITIVE_INFINITY);
  });

  test('does not overflow, with menus open and in a narrow window', async ({ page }) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const id of [42, 1, 16, 18, 26]) {
        await open(page, `/appointments/${id}?tenant=1`);
        await turn(page);
        expect(await horizontalOverflow(page), `${id} at ${width}`).toEqual(noOverflow);
      }
      for (const button of menus(page)) {
        await button.click();
        expect(await horizontalOverflow(page)).toEqual(noOverflow);
        await page.keyboard.press('Escape');
      }
    }
  });

  test('swaps the arrow keys of the tree', async ({ page }) => {
    await open(page, '/appointments/42?tenant=1');
    await turn(page);
    const led = page.getByRole('treeitem', { name: /^LED phototherapy/ });
    await led.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(led).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('treeitem', { name: /^Session 1/ }).last()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(led).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(led).toHaveAttribute('aria-expanded', 'false');
  });
});

test('nothing is animated when the user prefers reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const lasts = (durations: string) =>
            durations.split(', ').some((duration) => Number.parseFloat(duration) > 0);
          return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration);
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
  const release = await delayResponse(page, 42);
  await page.goto('/appointments/42?tenant=1');
  await expect(page.getByRole('region', { name: 'Appointment #42' })).toBeVisible();
  expect(await moving()).toEqual([]);
  release();
  await expect(page.getByRole('article')).toBeVisible();
  expect(await moving()).toEqual([]);
});

for (const width of [1280, 390])
  test(`nothing shifts while an appointment loads in a window of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if ('value' in entry && typeof entry.value === 'number') window.shifts?.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const release = await delayResponse(page, 42);
    await page.goto('/appointments/42?tenant=1');
    const skeleton = page.getByRole('region', { name: 'Appointment #42' });
    await expect(skeleton).toBeVisible();
    const place = (box: { x: number; y: number; width: number } | null) =>
      box && [Math.round(box.x), Math.round(box.width)];
    // The first card of the skeleton is at the position of the summary.
    const before = await skeleton.locator('.shadow-card').first().boundingBox();
    release();
    await expect(page.getByRole('article')).toBeVisible();
    const after = await page.getByRole('region', { name: 'Summary' }).boundingBox();
    expect(place(after)).toEqual(place(before));
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(4);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const shifts = await page.evaluate(() => window.shifts ?? []);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.005);
  });
