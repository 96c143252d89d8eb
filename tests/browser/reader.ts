import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Where the set-up leaves a sign-in for the other tests. */
export const signedInState = '.cache/browser-tests-signed-in.json';

/** Signs in on the embedded service's own page, wherever the browser was led to it. */
export const signIn = async (page: Page, user = 'elif.yilmaz@example.com'): Promise<void> => {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill('appointments');
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Waits until an appointment can be read. */
export const appointmentShown = (page: Page) => expect(page.getByRole('article')).toBeVisible();

/** Serious or not, every finding counts. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
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
