import type { Locator, Page } from '@playwright/test';
import { expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

const summary = (page: Page): Locator => page.getByRole('region', { name: 'Summary' });

/** The facts that a user must see without scrolling. */
const facts = (page: Page, customer: string, texts: readonly string[]): Locator[] => [
  page.getByRole('heading', { level: 1 }).getByRole('time'),
  summary(page).getByRole('heading', { name: customer }),
  ...texts.map((text) => summary(page).getByText(text, { exact: true })),
];

for (const [device, options] of [
  ['a laptop', { viewport: { width: 1280, height: 650 } }],
  ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
] as const)
  test.describe(`the first screen of ${device}`, () => {
    test.use(options);

    test('contains the whole summary of an appointment', async ({ page }) => {
      await openAppointment(page, '/appointments/42?tenant=1');
      await expect(summary(page)).toBeInViewport({ ratio: 1 });
      const texts = ['VIP', 'Latex allergy', 'Prefers WhatsApp', 'Hydrating skin booster', 'Dr. Selin Aydın'];
      for (const fact of facts(page, 'Zeynep Öztürk', [...texts, 'Room 2 – Laser suite']))
        await expect(fact).toBeInViewport({ ratio: 1 });
      await expect(page.getByText('Confirmed', { exact: true })).toBeInViewport({ ratio: 1 });
    });

    test('contains time, status, customer, doctor, room and all tags of the fullest summary', async ({
      page,
    }) => {
      await openAppointment(page, '/appointments/32?tenant=1');
      const tags = [
        'Referred by a friend',
        'Haftaiçi öğleden sonra',
        'Prefers WhatsApp',
        'Needs a call back',
        'VIP',
        'Latex allergy',
      ];
      const texts = [...tags, 'Dr. Kerem Şahin', 'Room 2 – Laser suite'];
      for (const fact of facts(page, 'Nilüfer Sezen Karaosmanoğlu', texts))
        await expect(fact).toBeInViewport({ ratio: 1 });
      await expect(page.getByText('Cancelled', { exact: true })).toBeInViewport({ ratio: 1 });
      await expect(page.getByText('This appointment is cancelled.')).toBeInViewport({ ratio: 1 });
      await page.getByRole('link', { name: 'and 3 more' }).click();
      await expect(page.getByRole('region', { name: 'Treatments' })).toBeInViewport();
    });

    test('is followed by treatments, notes, customer and related appointments in document order', async ({
      page,
    }) => {
      await openAppointment(page, '/appointments/42?tenant=1');
      const names = ['Summary', 'Notes', 'Treatments', 'Customer', 'Related appointments'];
      const places = await Promise.all(
        names.map((name) =>
          page.getByRole('region', { name, exact: true }).evaluate((element) => ({
            top: element.getBoundingClientRect().top,
            index: [...document.querySelectorAll('section')].findIndex((section) => section === element),
          })),
        ),
      );
      expect(places.map(({ index }) => index)).toEqual(
        places.map(({ index }) => index).toSorted((a, b) => a - b),
      );
      const raw = await page.getByText('Raw response').boundingBox();
      for (const { top } of places) expect(raw?.y ?? 0).toBeGreaterThan(top);
    });
  });

test('a line with customer, age and tags stays while the summary is scrolled off a high screen', async ({
  page,
}) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  const line = page.getByTestId('patient-line');
  await expect(line).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 550 });
  await page.evaluate(() => window.scrollTo(0, 500));
  await expect(line).toHaveText(/^Zeynep Öztürk \d+ years.*VIP, Latex allergy, Prefers WhatsApp/);
  await expect(line).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 450 });
  await expect(line).toBeHidden();
  await expect(page.getByRole('banner')).not.toBeInViewport();
});

test('notes of four lines or more stand below the treatments', async ({ page }) => {
  await openAppointment(page, '/appointments/25?tenant=1');
  const [notes, treatments] = await Promise.all(
    ['Notes', 'Treatments'].map((name) => page.getByRole('region', { name }).boundingBox()),
  );
  expect(notes?.y ?? 0).toBeGreaterThan(treatments?.y ?? Number.POSITIVE_INFINITY);
});

test('a hidden record takes no focus, has a note, and is shown again on request', async ({ page }) => {
  await openAppointment(page, '/appointments/42?tenant=1');
  await page.getByRole('button', { name: 'Privacy: blur the record' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Record hidden.' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Zeynep');
  await page.getByRole('button', { name: 'More actions' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show again' })).toBeFocused();
  await expect(page.locator('[inert]').filter({ hasText: 'Dr. Selin Aydın' })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zeynep');
  await expect(page.getByRole('button', { name: 'Privacy: blur the record', pressed: false })).toBeVisible();
});
