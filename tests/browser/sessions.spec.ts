import { openAppointment, expect, signIn, test, waitForAppointment } from './fixtures.ts';
import type { Page } from '@playwright/test';

const signInAt = async (page: Page, url: string, user?: string): Promise<void> => {
  await page.goto(url);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, user);
  await waitForAppointment(page);
};

test.describe('sign-out while offline', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test('clears the screen in every tab, and lasts when the server can be reached again', async ({
    page,
    context,
  }) => {
    await signInAt(page, '/appointments/42?tenant=1');
    const other = await context.newPage();
    await openAppointment(other, '/appointments/57?tenant=1');
    await other.getByRole('button', { name: /^Account and settings/ }).click();
    await expect(other.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await page.getByRole('button', { name: /^Account and settings/ }).click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await other.waitForLoadState('networkidle');

    await context.setOffline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [page, other]) {
      await expect(tab.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
      await expect(tab.getByText('The server does not know yet that you signed out.')).toBeVisible();
      await expect(tab.getByRole('article')).toHaveCount(0);
    }

    await other.close();
    await context.setOffline(false);
    // The navigation itself signs out, so no page is left that could receive the response.
    const response = await page.goto('/appointments/42?tenant=1');
    expect(await response?.text()).not.toContain('Zeynep');
    await expect(page.getByRole('heading', { name: 'Sign in to view this appointment' })).toBeVisible();
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('viewer-session');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Password')).toBeVisible();
  });
});

test('a session that ends without a sign-out leaves only the blur setting to the next user of the tab', async ({
  page,
  context,
}) => {
  await signInAt(page, '/appointments/42?tenant=1&view=prepare');
  await page.getByRole('radio', { name: 'All' }).check({ force: true });
  await page.getByRole('checkbox').first().check();
  await openAppointment(page, '/appointments/57?tenant=1');
  await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
  const cookies = await context.cookies();
  await context.clearCookies({ name: 'viewer-session' });
  expect(cookies.map(({ name }) => name)).toContain('viewer-session');

  await signInAt(page, '/appointments/42?tenant=1&view=prepare', 'selin.aydin@example.com');
  await expect(page.locator('input[type=checkbox]:checked')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Privacy: blur the record' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.goto('/');
  await page.getByText('Recent appointments').click();
  await expect(page.getByRole('link', { name: /^APT-2026-00042/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^APT-2026-00057/ })).toHaveCount(0);
});
