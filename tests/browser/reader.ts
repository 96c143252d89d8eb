import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Where the set-up leaves a sign-in for the other tests; one for each application, so that two runs never meet. */
export const signedInState = `.cache/browser-tests-signed-in-${process.env.TEST_PORT ?? 3917}.json`;

/** Signs in on the embedded service's own page, wherever the browser was led to it. */
export const signIn = async (page: Page, user = 'elif.yilmaz@example.com'): Promise<void> => {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill('appointments');
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Waits until the page answers: until then it keeps what is done to it. */
export const answers = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => !('earlyInput' in window));
};

/** Waits until an appointment can be read, and the page answers. */
export const appointmentShown = async (page: Page): Promise<void> => {
  await expect(page.getByRole('article')).toBeVisible();
  await answers(page);
};

/**
 * From now on documents come without their record, as one that a browser fetches ahead, and the page asks for it by a
 * request of its own, which a test can answer.
 */
export const askApart = (page: Page) =>
  page.route('**/*', async (route, request) => {
    if (request.resourceType() !== 'document') return route.fallback();
    return route.fallback({ headers: { ...(await request.allHeaders()), purpose: 'prefetch' } });
  });

/** Holds every script of the application back until the returned function is called. */
export const holdScripts = async (page: Page): Promise<() => void> => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return release;
};

/** Opens an address and waits until its appointment can be read. */
export const openAppointment = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await appointmentShown(page);
};

/** The network answers for one appointment with `data` in place of the service. */
export const answerWith = async (page: Page, id: number, data: unknown): Promise<void> => {
  await askApart(page);
  await page.route(`**/api/v1/appointments/${id}`, (route) =>
    route.fulfill({ json: { success: 'true', data } }),
  );
};

/** Holds back the service's answer for one appointment until the returned function is called. */
export const holdBack = async (page: Page, id: number): Promise<() => void> => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await askApart(page);
  await page.route(`**/api/v1/appointments/${id}`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
};

/** Opens another appointment from within the page, as a reader does who knows its number. */
export const jumpTo = async (page: Page, id: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
};

/** Where the browser is, without the origin. */
export const addressOf = (page: Page): string => {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
};

/** Looks at the whole page, or at one part of it. Serious or not, every finding counts. */
export const expectAccessible = async (page: Page, part?: string): Promise<void> => {
  const axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
    'best-practice',
  ]);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
};

interface Watch {
  /** Errors that the test brings about itself; any other fails it. */
  expectedErrors: RegExp[];
}

/** A page that fails its test on any error of the console or the script that was not expected. */
export const test = base.extend<Watch>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, run) => {
    const errors: string[] = [];
    const note = (text: string) => {
      if (!expectedErrors.some((expected) => expected.test(text))) errors.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') note(message.text());
    });
    page.on('pageerror', (error) => note(error.message));
    await run(page);
    expect(errors).toEqual([]);
  },
});

export { expect };
