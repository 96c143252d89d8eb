import { waitForAppointment, expect, expectAccessible, signedInState, signIn, test } from './fixtures.ts';

test.describe('from a pasted link to the appointment', () => {
  test('a deep link leads through the sign-in back to the very same link', async ({ page }) => {
    await page.goto('/appointments/42?tenant=2&from=chat#session-1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    const { pathname, search, hash } = new URL(page.url());
    expect(pathname + search + hash).toBe('/appointments/42?tenant=2&from=chat#session-1');
  });

  test('a sign-in that is cancelled says so and keeps the link', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('The sign-in was cancelled.')).toBeVisible();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await waitForAppointment(page);
    expect(page.url()).toContain('/appointments/42?tenant=1');
  });

  test.describe('and out again', () => {
    // Going back leads to the service's own sign-in page, whose time is over.
    test.use({ expectedErrors: [/400 \(Bad Request\)/] });

    test('signing out leaves nothing behind, and the next person can sign in', async ({ page }) => {
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

  test('the sign-in screens are accessible', async ({ page }) => {
    await page.goto('/appointments/42');
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Password')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('signed in', () => {
  test.use({ storageState: signedInState });

  test('an appointment shows when, who, what, where and with whom', async ({ page }) => {
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
    await expectAccessible(page);
  });

  test('the tree opens and closes, all at once too', async ({ page }) => {
    await page.goto('/appointments/42?tenant=1');
    const tree = page.getByRole('tree', { name: 'Treatments' });
    const led = tree.getByRole('treeitem', { name: /^LED phototherapy/ });
    await expect(led).toHaveAttribute('aria-expanded', 'false');
    await led.click();
    await expect(led).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await expect(tree.getByRole('treeitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect(await tree.getByRole('treeitem').count()).toBeGreaterThan(18);
  });

  test('the same number in another clinic is another appointment', async ({ page }) => {
    await page.goto('/appointments/42?tenant=2');
    await waitForAppointment(page);
    await expect(page.getByText('Zeynep Öztürk')).toBeHidden();
  });

  test('a number that is none never asks the service', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/appointments/abc?tenant=1');
    await expect(page.getByRole('heading', { name: 'This link names no appointment' })).toBeVisible();
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    await expectAccessible(page);
  });

  test.describe('with an unknown number', () => {
    test.use({ expectedErrors: [/404/] });

    test('says that this clinic has no such appointment', async ({ page }) => {
      await page.goto('/appointments/999999?tenant=1');
      await expect(page.getByRole('heading', { name: 'There is no appointment #999999 here' })).toBeVisible();
      await expectAccessible(page);
    });
  });

  test('an appointment is opened by its number', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Number or link of the appointment' }).fill('42');
    await page.keyboard.press('Enter');
    await waitForAppointment(page);
    expect(new URL(page.url()).pathname).toBe('/appointments/42');
    await page.goto('/');
    await expect(page.getByRole('link', { name: /^#42/ })).toBeVisible();
    await expectAccessible(page);
  });
});
