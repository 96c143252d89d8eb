import {
  expectAccessibleInBothSchemes,
  waitForAppointment,
  expect,
  openPalette,
  quickOpen,
  signedInState,
  signIn,
  test,
} from './fixtures.ts';

test.describe('sign-in', () => {
  test('returns to the same appointment, clinic and session', async ({ page }) => {
    await page.goto('/appointments/42?tenant=2&from=chat#session-1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    const { pathname, search, hash } = new URL(page.url());
    // Parameters that the application does not know are dropped.
    expect(pathname + search + hash).toBe('/appointments/42?tenant=2#session-1');
  });

  test('takes one click on the demonstration data, and moves the focus to the heading of the appointment', async ({
    page,
  }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await expectAccessibleInBothSchemes(page);
    await page.getByRole('button', { name: /^Dr\. Selin Aydın Doctor/ }).click();
    await waitForAppointment(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Account and settings: Dr. Selin Aydın' })).toBeVisible();
  });

  test('shows a message and keeps the URL when the user cancels', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'Sign-in was cancelled' })).toBeVisible();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    expect(page.url()).toContain('/appointments/42?tenant=1');
  });

  test('is skipped by Back, which leads to the requested record', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    await page.goBack();
    await waitForAppointment(page);
    expect(new URL(page.url()).pathname).toBe('/appointments/42');
  });

  test('shows no record to a user of one clinic when the link names another clinic', async ({ page }) => {
    await page.goto('/appointments/42?Tenant=2');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, 'selin.aydin@example.com');
    await expect(page.getByRole('heading', { name: 'This link is for another clinic' })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
  });

  test.describe('sign-out', () => {
    test('removes all data, and another user can sign in', async ({ page }) => {
      await page.goto('/appointments/42?tenant=1');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await signIn(page);
      await waitForAppointment(page);
      await page.getByRole('button', { name: /^Account and settings/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
      expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain('42');
      await page.goBack();
      await expect(page.getByRole('article')).toBeHidden();
      await page.goto('/appointments/1?tenant=1');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await signIn(page, 'selin.aydin@example.com');
      await waitForAppointment(page);
      await expect(page.getByRole('button', { name: 'Account and settings: Dr. Selin Aydın' })).toBeVisible();
    });
  });
});

test.describe('signed in', () => {
  test.use({ storageState: signedInState });

  test('an appointment shows time, customer, treatment, staff and room', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    await waitForAppointment(page);
    const article = page.getByRole('article');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('14:30');
    for (const text of [
      'Confirmed',
      'Zeynep Öztürk',
      'Hydrating skin booster',
      'Dr. Selin Aydın',
      'Room 2 – Laser suite',
    ])
      await expect(article.getByText(text).first()).toBeVisible();
    await expect(page).toHaveTitle('APT-2026-00042 · Nişantaşı Clinic');
  });

  test('an appointment opens by its number and is listed on the home page', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/appointments\?/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await quickOpen(page, '42');
    await waitForAppointment(page);
    expect(new URL(page.url()).pathname).toBe('/appointments/42');
    await openPalette(page);
    await expect(page.getByRole('option', { name: /^APT-2026-00042/ })).toBeVisible();
  });
});
