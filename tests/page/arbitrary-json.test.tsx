import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '#contract/readers.ts';
import { appointment, customer, treatment } from '../fixtures/appointment.ts';
import { type JsonPath, jsonPaths, leaves, replaceAt } from '../fixtures/json.ts';
import { json, openAppointment, openPage } from './open-page.tsx';

interface Replacement {
  path: JsonPath;
  value: unknown;
}

const word = fc
  .string({
    unit: fc.constantFrom('a', 'b', 'c', 'ğ', 'ı', 'İ', 'ü', 'ع', 'ر', 'ת'),
    minLength: 4,
    maxLength: 9,
  })
  .map((letters) => `zq${letters}`);

const scalar = fc.oneof(
  word,
  fc.integer({ min: 70_000, max: 9_999_999 }),
  fc.constantFrom(null, true, false, '', [], {}),
);

const { jsonValue } = fc.letrec<{ jsonValue: unknown }>((tie) => ({
  jsonValue: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('jsonValue'), { maxLength: 3 }),
    fc.dictionary(word, tie('jsonValue'), { maxKeys: 3 }),
  ),
}));

/** Every place of a valid appointment but its id: a response with another id is not shown at all. */
const places = jsonPaths(appointment()).filter((path) => path.join() !== 'id');

const replacements: fc.Arbitrary<Replacement[]> = fc.array(
  fc.record({ path: fc.constantFrom(...places), value: jsonValue }),
  { minLength: 2, maxLength: 5 },
);

const applyAll = (all: readonly Replacement[]): unknown =>
  all.reduce<unknown>((data, { path, value }) => replaceAt(data, path, value), appointment());

/** The tags of another clinic are hidden, and so is everything in them. */
const hasForeignTag = (data: unknown): boolean => {
  const tags = fieldsOf(fieldsOf(data)?.customer)?.tags;
  return (
    Array.isArray(tags) &&
    tags.some((tag: unknown) => {
      const owner = fieldsOf(tag)?.tenant_id;
      return (typeof owner === 'string' || typeof owner === 'number') && owner !== '' && owner !== 1;
    })
  );
};

/** White space as the page shows it, and line breaks as JSON writes them. */
const normalize = (text: string): string => text.replaceAll(/(?:\s|\\n)+/g, ' ').trim();

/** The text of the whole page with every disclosure open, the raw response included. */
const fullText = async (): Promise<string> => {
  for (const details of document.querySelectorAll('details')) {
    details.open = true;
    fireEvent(details, new Event('toggle'));
  }
  await waitFor(() => expect(document.querySelector('article pre')).not.toBeNull());
  return normalize(document.body.textContent);
};

describe('appointment page', () => {
  it('shows every string and number of a response with arbitrary JSON in several places', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc
        .asyncProperty(replacements, async (all) => {
          const data = applyAll(all);
          fc.pre(!hasForeignTag(data));
          await openAppointment(data);
          const text = await fullText();
          const masked = leaves(fieldsOf(fieldsOf(data)?.customer)?.identity_number);
          const lost = leaves(data).filter(
            (leaf) => !masked.includes(leaf) && !text.includes(normalize(leaf)),
          );
          expect(lost).toEqual([]);
        })
        .afterEach(cleanup),
      // A failing precondition is one skip: more skips than runs fail the test.
      { numRuns: 20, maxSkipsPerRun: 1 },
    );
  });

  it('rejects a response with the id of another appointment', async () => {
    await openPage('/appointments/42', {
      appointments: { '1/42': json({ success: 'true', data: appointment({ id: 43 }) }) },
    });
    expect(
      await screen.findByRole('heading', { name: 'The service returned a different appointment' }),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent('Öztürk');
    expect(document.title).not.toContain('APT-2026-00042');
  });

  it('keeps every digit of an id beyond 2^53 in text and links', async () => {
    const body = JSON.stringify({
      success: 'true',
      data: { ...appointment(), id: 42, child_appointments: [57] },
    }).replace('[57]', '[9007199254740993]');
    await openPage('/appointments/42', { appointments: { '1/42': { response: () => new Response(body) } } });
    expect(await screen.findByRole('link', { name: /^#9007199254740993/ })).toHaveAttribute(
      'href',
      '/appointments/9007199254740993?tenant=1',
    );
  });

  it('shows a row for each of two treatments with the same id', async () => {
    await openAppointment(appointment({ treatments: [treatment(), treatment()] }));
    expect(screen.getAllByRole('treeitem', { name: /^Hydrating skin booster/ })).toHaveLength(2);
  });

  it('links each related appointment once, and never itself, when the relations are circular', async () => {
    const related = { id: 38, code: 'A', parent_appointment: { id: 42 } };
    await openAppointment({
      ...appointment(),
      parent_appointment: related,
      child_appointments: [related, { id: 42 }],
    });
    expect(screen.getAllByRole('link', { name: /^A\b/ })).toHaveLength(1);
  });

  it.each([
    ['markup', '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'],
    ['a script end', '</script><script>window.hit=1</script>'],
    ['a bidirectional override', 'Zeynep \u202Ekürt\u202C'],
    ['control characters', 'a\u0000b\u0007c'],
    ['4,000 words', 'word '.repeat(4000).trim()],
  ])('shows a description with %s as text', async (_, description) => {
    await openAppointment(appointment({ description }));
    expect(screen.getByRole('region', { name: 'Notes' }).querySelector('p')?.textContent).toBe(description);
    expect(document.querySelector('article script, article img')).toBeNull();
  });

  it('shows a response that is nested 20,000 levels deep', async () => {
    const deep = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
    const body = JSON.stringify({ success: 'true', data: { ...appointment(), odd: 0 } }).replace(
      '"odd":0',
      `"odd":${deep}`,
    );
    await openPage('/appointments/42', { appointments: { '1/42': { response: () => new Response(body) } } });
    expect(await screen.findByText('Zeynep Öztürk')).toBeVisible();
  });

  it('ignores a tag color that is not a color', async () => {
    const [tag] = customer().tags;
    await openAppointment({
      ...appointment(),
      customer: { ...customer(), tags: [{ ...tag, color: 'red;background:url(https://evil.example.com)' }] },
    });
    expect(screen.getByText('VIP').closest('li')?.innerHTML).not.toContain('url(');
  });
});

describe('raw response', () => {
  it('can be searched and copied with the identity number masked, and the copy is logged', async () => {
    const { user, requests } = await openAppointment(appointment());
    await user.click(screen.getByText('Raw response'));
    await user.type(screen.getByRole('searchbox', { name: 'Search the raw response' }), 'confirmed');
    expect(await screen.findByText('1 match')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy the raw response' }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toContain('"status": "confirmed"');
    expect(copied).not.toContain('10000004210');
    await waitFor(() =>
      expect(requests).toContainEqual(
        expect.objectContaining({
          method: 'POST',
          path: '/privacy/appointments/42/actions',
          tenant: '1',
          body: { action: 'copied' },
        }),
      ),
    );
  });
});
