import type { Page } from '@playwright/test';
import { appointment, customer, session, treatment } from '../fixtures/appointment.ts';
import { respondWith, expect, openAppointment, signedInState, test } from './fixtures.ts';

test.use({ storageState: signedInState });

/** A leaf of the answer: where it is, and the word by which a reader finds it. */
interface Leaf {
  path: string;
  word: string;
}

/** Both forms of everything that a page may leave out when it is empty, so that every leaf is there. */
const documented = appointment({
  status: 'cancelled',
  cancellation_reason: 'reason',
  deleted_at: 'date',
  customer: customer({ avatar_url: 'address', deleted_at: 'date' }),
  treatments: [
    treatment({
      deleted_at: 'date',
      sessions: [session({ next_gap_days: 1 }), session({ id: 1002, session_order: 2 })],
    }),
    treatment({ id: 102 }),
  ],
});

/** Two days apart at least, and never at the turn of one: a day in any zone is found in one date alone. */
const instant = (index: number): string => new Date(Date.UTC(2030, 0, 1 + 2 * index, 11)).toISOString();

/** What the page and its raw answer write of an instant, in the clinic's zone or as it came. */
const dateWords = (index: number): string => {
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return date.format(Date.parse(instant(index)));
};

const isDate = (key: string) => key.endsWith('_at') || key === 'date_of_birth';

/** Puts a word, number or date of its own in the place of every leaf. */
const withWords = (answer: unknown): { answer: unknown; leaves: Leaf[] } => {
  const leaves: Leaf[] = [];
  let count = 0;
  const replace = (value: unknown, key: string, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => replace(item, key, `${path}[${index}]`));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, replace(inner, name, `${path}.${name}`)]),
      );
    count += 1;
    // These decide what is shown at all, and not only how.
    if (key === 'tenant_id') return 1;
    if (path === 'data.id') return value;
    if (key === 'status' && path === 'data.status') return value;
    if (key === 'is_active') return typeof value === 'boolean' ? false : '0';
    if (isDate(key)) {
      leaves.push({ path, word: `date ${count}` });
      return instant(count);
    }
    if (typeof value === 'number') {
      leaves.push({ path, word: String(7000 + count) });
      return 7000 + count;
    }
    if (key === 'price' || key === 'color' || key === 'avatar_url' || key === 'identity_number') {
      const word = {
        price: `${7000 + count}.25`,
        color: `#0a${7000 + count}`,
        avatar_url: `https://pictures.example/${count}.png`,
        identity_number: `9876500${count}`,
      }[key];
      leaves.push({ path, word });
      return word;
    }
    const word = `word${count}x`;
    leaves.push({ path, word });
    return word;
  };
  return { answer: replace(answer, '', 'data'), leaves };
};

/** Opens whatever can be opened. */
const openEverything = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Expand all' }).click();
  for (const summary of await page.locator('summary').all()) await summary.click();
};

const rawAnswer = (page: Page) => page.getByRole('region', { name: 'The raw answer' });

test('every leaf of the documented answer is found on the page, the identity number only masked', async ({
  page,
}) => {
  await page.route('https://pictures.example/**', (route) => route.fulfill({ status: 204 }));
  const { answer, leaves } = withWords(documented);
  await respondWith(page, 42, answer);
  await openAppointment(page, '/appointments/42?tenant=1');
  await openEverything(page);

  const raw = await rawAnswer(page).innerText();
  const text = (await page.locator('body').innerText()).replaceAll(',', '');
  // What a reader sees without the raw answer, attributes that speak included.
  const spoken = await page.getByRole('article').evaluate((article) => {
    const copy = article.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const part of copy.querySelectorAll('pre')) part.remove();
    const said = [...copy.querySelectorAll('[title], [aria-label]')].map(
      (element) => `${element.getAttribute('title')} ${element.getAttribute('aria-label')}`,
    );
    return `${copy.textContent} ${said.join(' ')}`.replaceAll(',', '');
  });

  const lost = leaves.filter(({ path, word }) => {
    if (path.endsWith('identity_number')) return false;
    const dated = /^date (\d+)$/.exec(word);
    if (!dated) return !text.includes(word);
    const day = dateWords(Number(dated[1]));
    const short = day.replace(/([A-Z][a-z]{2})[a-z]*/, '$1');
    return !text.includes(day) && !text.includes(short) && !raw.includes(instant(Number(dated[1])));
  });
  expect(lost).toEqual([]);

  // Words are for people: they stand on the page itself, but for two that say what another one says better.
  const onlyRaw = leaves.filter(({ word }) => word.startsWith('word') && !spoken.includes(word));
  const kinds = new Set(onlyRaw.map(({ path }) => path.replace(/^.*\.products\[\d+\]\./, '')));
  expect([...kinds].filter((kind) => kind !== 'product.name' && kind !== 'product.unit_code.id')).toEqual([]);

  const identity = leaves.find(({ path }) => path.endsWith('identity_number'))?.word ?? '';
  expect(text).not.toContain(identity);
  expect(await page.content()).not.toContain(identity);
  expect(text).toContain(`• ${identity.slice(-4)}`);
});

test('a field that nobody planned for is found under its own name, at every depth', async ({ page }) => {
  const odd = (word: string) => ({ [`odd_${word}`]: `odd-${word}` });
  const [planned = session()] = treatment().sessions;
  const [item] = planned.products;
  const data = {
    ...appointment(),
    ...odd('appointment'),
    customer: { ...customer(), ...odd('customer') },
    room: { ...appointment().room, ...odd('room') },
    doctor: { ...appointment().doctor, ...odd('doctor') },
    assistants: [{ id: 12, name: 'Mert Kaya', ...odd('assistant') }],
    child_appointments: [{ ...appointment().child_appointments[0], ...odd('child') }],
    treatments: [
      {
        ...treatment(),
        ...odd('treatment'),
        group: { id: 1, name: 'Injectables', is_active: true, ...odd('group') },
        users: [{ id: 11, name: 'Dr. Selin Aydın', ...odd('user') }],
        sessions: [
          {
            ...planned,
            ...odd('session'),
            products: [{ ...item, ...odd('item'), product: { ...item?.product, ...odd('product') } }],
          },
        ],
      },
    ],
  };
  await respondWith(page, 42, data);
  await openAppointment(page, '/appointments/42?tenant=1');
  await openEverything(page);
  await rawAnswer(page).evaluate((element) => element.remove());
  const text = await page.getByRole('article').innerText();
  const words = JSON.stringify(data).match(/(?<=")odd[-_]\w+(?=")/g) ?? [];
  expect(words.length).toBe(24);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

for (const timezoneId of ['Pacific/Kiritimati', 'America/Los_Angeles'])
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test('a date of birth is the day that was written, and the visit stays on the clinic’s', async ({
      page,
    }) => {
      for (const [written, shown] of [
        ['1992-03-03T00:00:00Z', '3 March 1992'],
        ['2000-02-29', '29 February 2000'],
        ['1985-12-31T23:59:59Z', '31 December 1985'],
      ] as const) {
        await page.unrouteAll();
        await respondWith(page, 42, appointment({ customer: customer({ date_of_birth: written }) }));
        await openAppointment(page, '/appointments/42?tenant=1');
        await expect(page.getByText(shown, { exact: true })).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 })).toContainText('24 November 2026, 14:30');
        await expect(page.getByText(`your time (${timezoneId})`)).toBeVisible();
      }
    });
  });
