import type { Page } from '@playwright/test';
import { expect, openAppointment, signedInState, test } from './fixtures.ts';

const main = (page: Page) => page.getByRole('main');

test.describe('the accessibility tree', () => {
  test.use({ storageState: signedInState });

  test('of an appointment has heading, facts, actions and sections in reading order', async ({ page }) => {
    await openAppointment(page, '/appointments/42?tenant=1');
    await expect(main(page)).toMatchAriaSnapshot(`
      - main:
        - navigation "Other appointments":
          - link "Show this day"
        - 'article "Appointment #42"':
          - heading /^\\w+ \\d+ \\w+ \\d+, \\d+:\\d+ , Confirmed, Zeynep Öztürk, APT-2026-00042$/ [level=1]
          - list:
            - listitem: "Status: Confirmed"
            - listitem: Istanbul time (UTC+3)
            - listitem: Follow-up
            - listitem: Booked online
            - listitem: "#42 · APT-2026-00042"
          - button "Copy link"
          - button "Calendar"
          - button "Print"
          - button "More actions"
          - region "Summary":
            - heading "Zeynep Öztürk" [level=2]
            - list "Tags":
              - listitem: VIP
              - listitem: Latex allergy
              - listitem: Prefers WhatsApp
            - term: Treatment
            - definition:
              - paragraph: Hydrating skin booster 4 sessions planned
            - term: Doctor
            - definition:
              - text: Dr. Selin Aydın
              - paragraph: "Assistants: Mert Kaya, Buse Demir"
            - term: Room
            - definition: Room 2 – Laser suite
          - region "Notes":
            - heading "Notes" [level=2]
          - region "Treatments":
            - heading "Treatments" [level=2]
            - tablist "Views of the treatments":
              - tab "Plan" [selected]
              - tab "Timeline"
              - tab "Prepare"
            - tabpanel "Plan":
              - tree "Treatments":
                - treeitem "Hydrating skin booster" [expanded] [level=1]
          - region "Customer":
            - heading "Customer" [level=2]
          - region "Related appointments":
            - heading "Related appointments" [level=2]
          - group: Record details
          - group: Raw response
    `);
  });

  test('of a cancelled appointment names the cancellation in the heading, below it and in the status', async ({
    page,
  }) => {
    await openAppointment(page, '/appointments/1?tenant=1');
    await expect(main(page)).toMatchAriaSnapshot(`
      - 'article "Appointment #1"':
        - heading /, Cancelled, Zehra Aslan, APT-2026-00001$/ [level=1]
        - paragraph: This appointment is cancelled.
        - paragraph: Travelling for work; will call to book again.
        - list:
          - listitem: "Status: Cancelled"
    `);
  });

  test('of an unknown appointment has the reason, the other clinics and a way on', async ({ page }) => {
    await page.goto('/appointments/999999?tenant=1');
    await expect(main(page)).toMatchAriaSnapshot(`
      - main:
        - 'heading "No appointment #999999" [level=1]'
        - paragraph: /^Nişantaşı Clinic has no appointment with this number/
        - list:
          - listitem:
            - link "Hudson Square Aesthetics"
          - listitem:
            - link "Al Noor Skin Centre"
        - link "Open another appointment"
    `);
  });

  test('of a link without a clinic asks for the clinic', async ({ page }) => {
    await page.goto('/appointments/42');
    await expect(main(page)).toMatchAriaSnapshot(`
      - main:
        - 'heading "Appointment 42: in which clinic?" [level=1]'
        - list:
          - listitem:
            - link "Nişantaşı Clinic"
          - listitem:
            - link "Hudson Square Aesthetics"
          - listitem:
            - link "Al Noor Skin Centre"
        - button "Use another account"
    `);
  });
});

test('the accessibility tree of the first screen has a heading and the link to sign in', async ({ page }) => {
  await page.goto('/appointments/42?tenant=1');
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - heading "Sign in to view this appointment" [level=1]
      - link "Sign in"
  `);
});

test.describe('with forced colors', () => {
  test.use({ storageState: signedInState });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`the selected tab and the focused row differ from the others (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await openAppointment(page, '/appointments/42?tenant=1&view=timeline');
      const background = (name: string) =>
        page.getByRole('tab', { name }).evaluate((tab) => getComputedStyle(tab).backgroundColor);
      expect(await background('Timeline')).not.toBe(await background('Plan'));
      await page.getByRole('tab', { name: 'Plan' }).click();
      const rows = page.getByRole('treeitem');
      await rows.first().focus();
      await page.keyboard.press('ArrowDown');
      await expect(rows.nth(1)).not.toHaveCSS('outline-style', 'none');
    });
});
