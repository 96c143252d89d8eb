import { waitForAppointment, expect, signedInState, signIn, test } from './fixtures.ts';

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

  test('shows a message and keeps the URL when the user cancels', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Sign-in was cancelled.')).toBeVisible();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    expect(page.url()).toContain('/appointments/42?tenant=1');
  });

  test.describe('sign-out', () => {
    // Going back leads to the sign-in page of the service, which has expired.
    test.use({ expectedErrors: [/400 \(Bad Request\)/] });

    test('removes all data, and another user can sign in', async ({ page }) => {
      await page.goto('/appointments/42?tenant=1');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await signIn(page);
      await waitForAppointment(page);
      await page.getByRole('button', { name: /^Account and settings/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByText('You are signed out.')).toBeVisible();
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
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: 'Open an appointment by number' })).toBeFocused();
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await waitForAppointment(page);
    expect(new URL(page.url()).pathname).toBe('/appointments/42');
    await page.goto('/');
    await page.getByText('Recent appointments').click();
    await expect(page.getByRole('link', { name: /^#42/ })).toBeVisible();
  });
});
