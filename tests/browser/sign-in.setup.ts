import { expect, test as setup } from '@playwright/test';
import { signedInState, signIn } from './fixtures.ts';

setup('signs in once and stores the session for the other tests', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page);
  await expect(page).toHaveURL(/\/appointments\?/);
  await page.context().storageState({ path: signedInState });
});
