import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** Where sign-in.setup.ts stores its session; one file per port, so that two test runs do not share a session. */
export const signedInState = `.cache/browser-tests-signed-in-${process.env.TEST_PORT ?? 3917}.json`;

/** Completes the demonstration service's sign-in form. */
export const signIn = async (page: Page, user = 'elif.yilmaz@example.com'): Promise<void> => {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill('appointments');
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Waits until the page responds to input. */
export const waitForHydration = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.hydrated === 'true' &&
      document.querySelector('[data-hydrated=false]') === null,
  );
};

/** Waits until an appointment is visible and the page responds to input. */
export const waitForAppointment = async (page: Page): Promise<void> => {
  await expect(page.getByRole('article')).toBeVisible();
  await waitForHydration(page);
  await expect(page.locator('article [aria-busy=true]')).toHaveCount(0);
};

/** Opens a URL and waits for its appointment. */
export const openAppointment = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await waitForAppointment(page);
};

/**
 * From now on, documents contain no record, as if they were prefetched: the page then requests the record itself, and a
 * test can intercept that request.
 */
export const omitInitialData = (page: Page) =>
  page.route('**/*', async (route, request) => {
    if (request.resourceType() !== 'document') return route.fallback();
    return route.fallback({ headers: { ...(await request.allHeaders()), purpose: 'prefetch' } });
  });

/** Responds to requests for one appointment with `data`. */
export const respondWith = async (page: Page, id: number, data: unknown): Promise<void> => {
  await omitInitialData(page);
  await page.route(`**/api/v1/appointments/${id}`, (route) =>
    route.fulfill({ json: { success: 'true', data } }),
  );
};

/** Delays every request that matches until the returned function is called. */
export const delay = async (page: Page, url: string): Promise<() => void> => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return release;
};

/** Delays the response for one appointment until the returned function is called. */
export const delayResponse = async (page: Page, id: number): Promise<() => void> => {
  await omitInitialData(page);
  return delay(page, `**/api/v1/appointments/${id}`);
};

/** Delays every script of the application until the returned function is called. */
export const delayScripts = (page: Page): Promise<() => void> => delay(page, '**/assets/*.js');

/** Opens the palette and waits for its field. */
export const openPalette = async (page: Page): Promise<Locator> => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a customer or an appointment' });
  await expect(field).toBeFocused();
  return field;
};

/** Opens another appointment, by its number or link, with the palette. */
export const quickOpen = async (page: Page, id: string): Promise<void> => {
  await openPalette(page);
  // At once, as if pasted: a text typed slowly is searched for on the way.
  await page.keyboard.insertText(/^\d+$/.test(id) ? `#${id}` : id);
  await page.keyboard.press('Enter');
};

/** The current URL without its origin. */
export const pathOf = (page: Page): string => {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
};

/** Elements that reach beyond the sides of the window, and whether the page scrolls sideways. */
export const horizontalOverflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const overflowing = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest('.overflow-x-auto, .overflow-auto')) return false;
      return right > innerWidth + 1 || left < -1;
    });
    return {
      scrolls: scrollWidth > clientWidth,
      overflowing: overflowing.map((element) => element.outerHTML.slice(0, 160)),
    };
  });

export const noOverflow = { scrolls: false, overflowing: [] };

/** The number of A4 pages that the browser prints. */
export const printedPages = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The axe rules whose result depends on colors. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Reports violations only, and runs in the page itself ("legacy"): otherwise a new page for each analysis merges the
 * results of frames of other origins, which no page has, and takes as long as the analysis.
 */
const createAxe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

const expectNoViolations = async (axe: AxeBuilder): Promise<void> => {
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => ({ id, elements: nodes.map(({ html }) => html) }))).toEqual([]);
};

/** Expects no axe finding of any impact, in the whole page or in one part of it. */
export const expectAccessible = async (page: Page, part?: string): Promise<void> => {
  const axe = createAxe(page).withTags(axeTags);
  await expectNoViolations(part === undefined ? axe : axe.include(part));
};

/** Like `expectAccessible`, in both color schemes. A scheme changes colors only, so that the dark one needs fewer rules. */
export const expectAccessibleInBothSchemes = async (page: Page, part?: string): Promise<void> => {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, part);
  await page.emulateMedia({ colorScheme: 'dark' });
  const axe = createAxe(page).withRules(colorRules);
  await expectNoViolations(part === undefined ? axe : axe.include(part));
};

interface ConsoleCheck {
  /** Console errors that the test causes on purpose; any other one fails it. */
  expectedErrors: RegExp[];
}

/** Fails a test on any unexpected error or warning in the console and on any uncaught exception. */
export const test = base.extend<ConsoleCheck>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, run) => {
    const errors: string[] = [];
    const record = (text: string) => {
      if (!expectedErrors.some((expected) => expected.test(text))) errors.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') record(message.text());
    });
    page.on('pageerror', (error) => record(error.message));
    await run(page);
    expect(errors).toEqual([]);
  },
});

export { expect };
