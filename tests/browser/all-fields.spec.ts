import type { Page } from '@playwright/test';
import { appointment, customer, session, treatment } from '../fixtures/appointment.ts';
import { expect, openAppointment, respondWith, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

/** A field of the response whose value is unique. */
interface Marker {
  path: string;
  value: string | number;
  /** The texts by which the value may be shown; one is enough. */
  texts: string[];
}

/** An appointment with every documented field, none of them empty. */
const complete = appointment({
  status: 'cancelled',
  cancellation_reason: 'reason',
  deleted_at: 'date',
  customer: customer({ avatar_url: 'url', deleted_at: 'date' }),
  treatments: [
    treatment({
      deleted_at: 'date',
      sessions: [session({ next_gap_days: 1 }), session({ id: 1002, session_order: 2 })],
    }),
    treatment({ id: 102 }),
  ],
});

/** Fields that decide which parts the page shows; they keep a valid value. */
const fixedAt: Record<string, unknown> = { 'data.id': 42, 'data.status': 'cancelled' };
const isActive = (value: unknown) => (typeof value === 'boolean' ? false : '0');

/** At 11:00 UTC and two days apart, so that a day is the same in any zone and no two dates are equal. */
const dateMarker = (index: number): Omit<Marker, 'path'> => {
  const date = new Date(Date.UTC(2030, 0, 1 + 2 * index, 11));
  const day = (month: 'long' | 'short') =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' })
      .format(date)
      .replace('Sept', 'Sep');
  const value = date.toISOString();
  return { value, texts: [day('long'), day('short'), value] };
};

const textMarkers: Record<string, (index: number) => string> = {
  price: (index) => `${7000 + index}.25`,
  color: (index) => `#0a${7000 + index}`,
  avatar_url: (index) => `https://pictures.example/${index}.png`,
  identity_number: (index) => `9876500${index}`,
};

const markerOf = (key: string, value: unknown, index: number): Omit<Marker, 'path'> => {
  if (key.endsWith('_at') || key === 'date_of_birth') return dateMarker(index);
  const marker = typeof value === 'number' ? 7000 + index : (textMarkers[key]?.(index) ?? `word${index}x`);
  return { value: marker, texts: [String(marker)] };
};

/** Replaces every value of the appointment by a unique one. */
const withMarkers = (data: object): { data: unknown; markers: Marker[] } => {
  const markers: Marker[] = [];
  let index = 0;
  const replace = (value: unknown, key: string, path: string): unknown => {
    if (Array.isArray(value))
      return value.map((item, position) => replace(item, key, `${path}[${position}]`));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, replace(inner, name, `${path}.${name}`)]),
      );
    index += 1;
    if (path in fixedAt) return fixedAt[path];
    if (key === 'tenant_id') return 1;
    if (key === 'is_active') return isActive(value);
    const marker = { path, ...markerOf(key, value, index) };
    markers.push(marker);
    return marker.value;
  };
  return { data: replace(data, '', 'data'), markers };
};

/** Expands every row and every disclosure. */
const openEverything = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Expand all' }).click();
  for (const summary of await page.locator('summary').all()) await summary.click();
  // The last of the disclosures whose content is loaded on demand.
  await expect(page.getByRole('region', { name: 'Raw response' })).toBeVisible();
};

test('every value of a complete appointment is visible, and the identity number only masked', async ({
  page,
}) => {
  await page.route('https://pictures.example/**', (route) => route.fulfill({ status: 204 }));
  const { data, markers } = withMarkers(complete);
  await respondWith(page, 42, data);
  await openAppointment(page, '/appointments/42?tenant=1');
  await openEverything(page);

  const text = (await page.locator('body').innerText()).replaceAll(',', '');
  // The page without the raw response, including attributes that screen readers announce.
  const shown = await page.getByRole('article').evaluate((article) => {
    const copy = article.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const part of copy.querySelectorAll('pre')) part.remove();
    const labels = [...copy.querySelectorAll('[title], [aria-label]')].map(
      (element) => `${element.getAttribute('title')} ${element.getAttribute('aria-label')}`,
    );
    return `${copy.textContent} ${labels.join(' ')}`.replaceAll(',', '');
  });

  const isVisible = ({ texts }: Marker) => texts.some((each) => text.includes(each));
  const isIdentityNumber = ({ path }: Marker) => path.endsWith('identity_number');
  expect(markers.filter((marker) => !isVisible(marker) && !isIdentityNumber(marker))).toEqual([]);

  // Words are outside the raw response too, but for two that repeat another field.
  const isWord = ({ value }: Marker) => String(value).startsWith('word');
  const onlyRaw = markers.filter((marker) => isWord(marker) && !shown.includes(String(marker.value)));
  const fields = new Set(onlyRaw.map(({ path }) => path.replace(/^.*\.products\[\d+\]\./, '')));
  expect([...fields].filter((field) => field !== 'product.name' && field !== 'product.unit_code.id')).toEqual(
    [],
  );

  const identityNumber = String(markers.find(isIdentityNumber)?.value);
  expect(await page.content()).not.toContain(identityNumber);
  expect(text).toContain(`• ${identityNumber.slice(-4)}`);
});

for (const timezoneId of ['Pacific/Kiritimati', 'America/Los_Angeles'])
  test.describe(`browser in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test('shows the written day of birth, and the appointment in the clinic’s time zone', async ({
      page,
    }) => {
      await respondWith(
        page,
        42,
        appointment({ customer: customer({ date_of_birth: '1985-12-31T23:59:59Z' }) }),
      );
      await openAppointment(page, '/appointments/42?tenant=1');
      await expect(page.getByText('31 December 1985', { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('24 November 2026, 14:30');
      await expect(page.getByText(`your time (${timezoneId})`)).toBeVisible();
    });
  });
