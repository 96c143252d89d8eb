import type { Locator, Page } from '@playwright/test';
import {
  waitForHydration,
  expect,
  expectAccessible,
  delayResponse,
  signedInState,
  test,
} from './fixtures.ts';

declare global {
  interface Window {
    /** The layout shifts that the browser has measured. */
    shifts?: number[];
  }
}

test.use({
  storageState: signedInState,
  // The screen that says so is one of those looked at.
  expectedErrors: [/404/],
});

const schemes = ['light', 'dark'] as const;
const languages = ['en-GB', 'tr-TR'] as const;

/** Appointments of every shape, by what is particular about them. */
const appointments = {
  'an ordinary appointment': 42,
  'a cancelled one': 1,
  'a deleted one': 3,
  'one not scheduled': 4,
  'one without a customer': 6,
  'a plan of sixty treatments': 15,
  'tags in hard colours': 16,
  'an Arabic record': 18,
  'gaps that disagree': 20,
  'a very long name': 26,
} as const;

/** Every screen a signed-in reader can come to. */
const screens: readonly (readonly [name: string, address: string])[] = [
  ...Object.entries(appointments).map(([name, id]) => [name, `/appointments/${id}?tenant=1`] as const),
  ['the first page', '/?tenant=1'],
  ['not found', '/appointments/999999?tenant=1'],
  ['a number that is none', '/appointments/abc?tenant=1'],
  ['another clinic', '/appointments/42?tenant=99'],
  ['no such page', '/nowhere?tenant=1'],
];

/** The menus of the page, each by the place of its button. */
const menus = (page: Page) => [
  page.getByRole('banner').getByRole('button').first(),
  page.getByRole('banner').getByRole('button', { name: /Elif Yılmaz/ }),
  page.getByRole('article').getByRole('button', { name: /^(More actions|Diğer işlemler)$/ }),
];

/** The panel that a menu's button has opened. */
const panelOf = async (button: Locator): Promise<string> => {
  await expect(button).toHaveAttribute('aria-controls');
  return `[id="${await button.getAttribute('aria-controls')}"]`;
};

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await waitForHydration(page);
};

for (const locale of languages)
  test.describe(`in ${locale}, light and dark,`, () => {
    test.use({ locale });

    const expectAccessibleInBoth = async (page: Page, part?: string): Promise<void> => {
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, part);
      }
    };

    for (const half of [0, 1])
      test(`every screen is accessible (${half + 1} of 2)`, async ({ page }) => {
        for (const [name, address] of screens.filter((_, index) => index % 2 === half))
          await test.step(name, async () => {
            await open(page, address);
            await expectAccessibleInBoth(page);
          });
      });

    test('what opens on it is accessible', async ({ page }) => {
      await open(page, '/appointments/42?tenant=1');
      for (const button of menus(page)) {
        await button.click();
        // The page behind an open menu is covered in part, and was looked at before.
        await expectAccessibleInBoth(page, await panelOf(button));
        await page.keyboard.press('Escape');
      }
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('button', { name: /^(Expand all|Tümünü aç)$/ }).click();
      await expectAccessibleInBoth(page);
    });

    test.describe('signed out', () => {
      test.use({ storageState: { cookies: [], origins: [] } });

      test('the way in is accessible', async ({ page }) => {
        for (const address of ['/appointments/42', '/sign-in?problem=denied', '/sign-in?problem=ended']) {
          await open(page, address);
          await expectAccessibleInBoth(page);
        }
        await page.locator('main a').click();
        await expect(page.locator('input[type="password"]')).toBeVisible();
        await expectAccessibleInBoth(page);
      });

      test('the way in fits a narrow screen', async ({ page }) => {
        await page.setViewportSize({ width: 320, height: 256 });
        await open(page, '/appointments/42');
        expect(await sideways(page)).toEqual(fits);
        await page.locator('main a').click();
        await expect(page.locator('input[type="password"]')).toBeVisible();
        expect(await sideways(page)).toEqual(fits);
      });
    });
  });

test.describe('language and colours', () => {
  /** What the document says before any script of it has run. */
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

  test('follow the browser until they are chosen', async ({ browser }) => {
    const context = await browser.newContext({
      storageState: signedInState,
      locale: 'tr-TR',
      colorScheme: 'dark',
    });
    const page = await context.newPage();
    expect(await firstBytes(page)).toEqual({ lang: 'tr', scheme: null, canvas: 'rgb(14, 20, 27)' });
    await open(page, '/?tenant=1');
    await expect(page.getByRole('heading', { name: 'Randevu aç' })).toBeVisible();
    await context.close();
  });

  test('once chosen survive a reload, from the first byte on', async ({ page }) => {
    await open(page, '/appointments/42?tenant=1');
    await page.getByRole('button', { name: /^Account and settings/ }).click();
    await page.getByText('Dark', { exact: true }).click();
    await page.getByText('Türkçe', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Bağlantıyı kopyala' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    expect(await firstBytes(page)).toEqual({ lang: 'tr', scheme: 'dark', canvas: 'rgb(14, 20, 27)' });
    await open(page, '/appointments/42?tenant=1');
    await expect(page.getByRole('button', { name: 'Bağlantıyı kopyala' })).toBeVisible();
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(14, 20, 27)');
  });

  test('change without a new answer of the service, and without the page losing anything', async ({
    page,
  }) => {
    await open(page, '/appointments/42?tenant=1');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
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
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  });
});

/** What reaches beyond the sides of the window, but for what scrolls by itself. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest('.overflow-x-auto, .overflow-auto')) return false;
      return right > innerWidth + 1 || left < -1;
    });
    return {
      scrolls: scrollWidth > clientWidth,
      beyond: beyond.map((element) => element.outerHTML.slice(0, 160)),
    };
  });

const fits = { scrolls: false, beyond: [] };

for (const locale of languages)
  test.describe(`on a narrow screen in ${locale}`, () => {
    test.use({ locale, viewport: { width: 320, height: 640 } });

    test('nothing scrolls sideways, at 320 px and at 400 % zoom', async ({ page }) => {
      test.slow();
      for (const [name, address] of screens)
        await test.step(name, async () => {
          await page.setViewportSize({ width: 320, height: 640 });
          await open(page, address);
          expect(await sideways(page), name).toEqual(fits);
          // A window of 1280 by 1024 at four times the size.
          await page.setViewportSize({ width: 320, height: 256 });
          expect(await sideways(page), name).toEqual(fits);
        });
    });

    test('what opens fits, and can be reached to its end', async ({ page }) => {
      for (const height of [640, 256]) {
        await page.setViewportSize({ width: 320, height });
        await open(page, '/appointments/42?tenant=1');
        for (const button of menus(page)) {
          await button.click();
          const panel = page.locator(await panelOf(button));
          await expect(panel).toBeVisible();
          expect(await sideways(page)).toEqual(fits);
          const last = panel.locator('a, button, label').last();
          await last.scrollIntoViewIfNeeded();
          await expect(last).toBeInViewport({ ratio: 1 });
          await page.keyboard.press('Escape');
        }
        for (const summary of await page.locator('summary').all()) await summary.click();
        await page.getByRole('button', { name: /^(Expand all|Tümünü aç)$/ }).click();
        expect(await sideways(page)).toEqual(fits);
      }
    });
  });

for (const width of [1280, 390])
  test(`whatever can be pressed is 24 px or more at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of ['/appointments/42?tenant=1', '/appointments/1?tenant=1', '/?tenant=1']) {
      await open(page, address);
      for (const summary of await page.locator('summary').all()) await summary.click();
      const account = page.getByRole('button', { name: /^Account and settings/ });
      await account.click();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, summary, input, label, [role="treeitem"], [role="tab"]')]
          .filter((element) => {
            const { width: across, height: down } = element.getBoundingClientRect();
            // What is there for screen readers alone is one pixel; a label of a large field is beside it.
            if (across <= 1 || down <= 1 || (element.matches('label') && !element.querySelector('input')))
              return false;
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

  test('the page is its own mirror image', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, '/appointments/42?tenant=1');
    const parts = ['Treatments', 'Notes', 'Team and room', 'Zeynep Öztürk'];
    const before = await Promise.all(parts.map((part) => middle(page, part)));
    const room = await page.evaluate(() => document.documentElement.clientWidth);
    await turn(page);
    const after = await Promise.all(parts.map((part) => middle(page, part)));
    for (const [index, place] of before.entries()) expect((after[index] ?? 0) + place).toBeCloseTo(room, 0);
    expect(await sideways(page)).toEqual(fits);
    const [home, account] = [
      await page.getByRole('banner').getByRole('link').first().boundingBox(),
      await page.getByRole('button', { name: /^Account/ }).boundingBox(),
    ];
    expect(home?.x ?? 0).toBeGreaterThan(account?.x ?? Number.POSITIVE_INFINITY);
  });

  test('nothing scrolls sideways, with menus open and on a narrow screen too', async ({ page }) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const id of [42, 1, 16, 18, 26]) {
        await open(page, `/appointments/${id}?tenant=1`);
        await turn(page);
        expect(await sideways(page), `${id} at ${width}`).toEqual(fits);
      }
      for (const button of menus(page)) {
        await button.click();
        expect(await sideways(page)).toEqual(fits);
        await page.keyboard.press('Escape');
      }
    }
  });

  test('the arrow keys of the tree follow', async ({ page }) => {
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

test('nothing moves for a reader who asked for that', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const lasts = (durations: string) =>
            durations.split(', ').some((one) => Number.parseFloat(one) > 0);
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
  test(`nothing shifts while an appointment comes, at ${width} px`, async ({ page }) => {
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
    // The first card of the skeleton stands where the customer's will.
    const before = await skeleton.locator('.shadow-card').first().boundingBox();
    release();
    await expect(page.getByRole('article')).toBeVisible();
    const after = await page.getByRole('region', { name: 'Zeynep Öztürk' }).boundingBox();
    expect(place(after)).toEqual(place(before));
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(24);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const shifts = await page.evaluate(() => window.shifts ?? []);
    expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.005);
  });
