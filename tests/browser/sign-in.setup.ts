import { expect, test as setup } from '@playwright/test';
import { signedInState } from './reader.ts';

setup('a reader signs in once for the tests that begin signed in', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('elif.yilmaz@example.com');
  await page.getByLabel('Password').fill('appointments');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Open an appointment' })).toBeVisible();
  await page.context().storageState({ path: signedInState });
});
