import type { Page } from '@playwright/test';
import {
  waitForHydration,
  waitForAppointment,
  expect,
  delayScripts,
  signedInState,
  test,
} from './fixtures.ts';

/** What a reader does to the rendered page before its script has come: it is done when the script has. */

const address = '/appointments/42?tenant=1';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter the treatments' });

test.use({ storageState: signedInState });

test('what is pressed happens when it has', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  const row = page.getByRole('treeitem', { name: /^LED phototherapy/ });
  const before = await row.getAttribute('aria-expanded');
  await row.click();
  await page.getByRole('button', { name: /^Account and settings/ }).click();
  expect(await row.getAttribute('aria-expanded')).toBe(before);
  release();
  await expect(row).toHaveAttribute('aria-expanded', before === 'true' ? 'false' : 'true');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('what is typed stays, and narrows the plan', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await filter(page).pressSequentially('led');
  release();
  await expect(page.getByRole('treeitem', { name: /^LED phototherapy/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
  await expect(filter(page)).toHaveValue('led');
  await expect(filter(page)).toBeFocused();
});

test('what is typed next goes where the caret was', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await filter(page).pressSequentially('ed');
  await page.keyboard.press('Home');
  release();
  await waitForHydration(page);
  await page.keyboard.press('l');
  await expect(filter(page)).toHaveValue('led');
});

test('a word that is being composed is left alone until it is whole', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await filter(page).focus();
  const keyboard = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose('l');
  await compose('le');
  release();
  await waitForHydration(page);
  await compose('led');
  await keyboard.send('Input.insertText', { text: 'led' });
  await expect(filter(page)).toHaveValue('led');
  await expect(page.getByRole('status').filter({ hasText: /[1-9] match/ })).toBeVisible();
});

test('a number that is sent opens that appointment, in the same clinic', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  const number = page.getByRole('textbox', { name: 'Open an appointment by number' });
  await number.fill('57');
  await number.press('Enter');
  await number.press('Enter');
  release();
  await expect(heading(page)).toContainText('APT-2026-00057');
  await expect(page).toHaveURL(/\/appointments\/57\?tenant=1$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(number).toHaveValue('');
});

test('the arrow keys and Enter lead through the rows, and through the views', async ({ page }) => {
  const release = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  const rows = page.getByRole('treeitem');
  await rows.first().focus();
  for (const key of ['End', 'ArrowUp', 'Home', 'Enter']) await page.keyboard.press(key);
  const open = await rows.first().getAttribute('aria-expanded');
  release();
  await expect(rows.first()).toHaveAttribute('aria-expanded', open === 'true' ? 'false' : 'true');
  await expect(rows.first()).toBeFocused();
  const releaseAgain = await delayScripts(page);
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('ArrowRight');
  releaseAgain();
  await expect(page.getByRole('tab', { name: 'Timeline', selected: true })).toBeFocused();
});

test.describe('on a page that is made anew, for what a reload brings back', () => {
  const row = (page: Page) => page.getByRole('treeitem', { name: /^LED phototherapy/ });
  const open = (page: Page) => row(page).getAttribute('aria-expanded');
  /** A row is changed, which the reload's document does not know of. */
  const reloadHeld = async (page: Page): Promise<() => void> => {
    await page.goto(address);
    await waitForAppointment(page);
    await row(page).click();
    const release = await delayScripts(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(row(page)).toBeVisible();
    return release;
  };

  test('what is pressed happens', async ({ page }) => {
    const release = await reloadHeld(page);
    await page.getByRole('tab', { name: 'Prepare' }).click();
    release();
    await expect(page.getByRole('tab', { name: 'Prepare', selected: true })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: /^Restylane/ })).toBeVisible();
  });

  test('a row that the reload has opened is not closed by the press that was to open it', async ({
    page,
  }) => {
    const release = await reloadHeld(page);
    const before = await open(page);
    await row(page).click();
    release();
    await waitForHydration(page);
    expect(await open(page)).toBe(before === 'true' ? 'false' : 'true');
  });

  test('what is typed stays, and so does the focus', async ({ page }) => {
    const release = await reloadHeld(page);
    await filter(page).pressSequentially('led');
    release();
    await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
    await expect(filter(page)).toHaveValue('led');
    await expect(filter(page)).toBeFocused();
  });

  test('the row one has come to by the keyboard stays the one', async ({ page }) => {
    const release = await reloadHeld(page);
    const first = page.getByRole('treeitem').first();
    await first.focus();
    release();
    await waitForHydration(page);
    await expect(first).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('treeitem').nth(1)).toBeFocused();
  });

  test('a focus that was given up does not come back', async ({ page }) => {
    const release = await reloadHeld(page);
    await filter(page).focus();
    await heading(page).click();
    release();
    await waitForHydration(page);
    await expect(filter(page)).not.toBeFocused();
  });
});
