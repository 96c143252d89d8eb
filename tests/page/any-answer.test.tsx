import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fieldsOf } from '#contract/readers.ts';
import { appointment, customer, treatment } from '../fixtures/appointment.ts';
import { json, openAppointment, openPage } from './open-page.tsx';

/** Every scalar of a JSON value that has a word of its own, as text. */
const leaves = (value: unknown): string[] => {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
};

/** The same value with `put` in the place that `pick` chooses among all its places. */
const replaceSomewhere = (value: unknown, pick: number, put: unknown): unknown => {
  let count = 0;
  const walk = (here: unknown): unknown => {
    if (count++ === pick) return put;
    if (Array.isArray(here)) return here.map(walk);
    const fields = fieldsOf(here);
    return fields
      ? Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, walk(inner)]))
      : here;
  };
  return walk(value);
};

/** Whose tag it is, as far as it says so in a scalar. */
const tenantOf = (tag: unknown): string | number | null => {
  const owner = fieldsOf(tag)?.tenant_id;
  return typeof owner === 'string' || typeof owner === 'number' ? owner : null;
};

/** All that a reader finds on the page, every disclosure opened. */
const everything = async (): Promise<string> => {
  for (const details of document.querySelectorAll('details')) {
    details.open = true;
    fireEvent(details, new Event('toggle'));
  }
  await screen.findByRole('region', { name: 'The raw answer' });
  return document.body.textContent ?? '';
};

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('any JSON in any place of a valid answer', () => {
  const words = fc.stringMatching(/^[a-z]{4,9}$/).map((word) => `zq${word}`);
  const odd = fc.oneof(
    words,
    fc.integer({ min: 70_000, max: 9_999_999 }),
    fc.constantFrom(null, true, false, '', [], {}),
    fc.array(words, { maxLength: 3 }),
    fc.dictionary(words, fc.oneof(words, fc.array(words, { maxLength: 2 })), { maxKeys: 3 }),
  );

  it('leaves a page on which every leaf can be found', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.integer({ min: 1, max: 110 }), odd, async (place, value) => {
          const data = replaceSomewhere(appointment(), place, value);
          await openPage('/appointments/42', { appointments: { '1/42': json({ success: 'true', data }) } });
          await screen.findByRole('heading', { level: 1 });
          await waitFor(() => expect(document.querySelector('[aria-busy=true]')).toBeNull());
          const answeredId = fieldsOf(data)?.id;
          // Another number's answer is not shown at all; that has a test of its own.
          if (
            answeredId !== 42 &&
            answeredId !== null &&
            answeredId !== '' &&
            typeof answeredId !== 'object' &&
            typeof answeredId !== 'boolean'
          )
            return;
          if (fieldsOf(data) === null) return;
          // So is what is redact of another clinic's tag.
          const tags = fieldsOf(fieldsOf(data)?.customer)?.tags;
          if (Array.isArray(tags) && tags.some((tag: unknown) => ![1, null, ''].includes(tenantOf(tag))))
            return;
          const page = plain(await everything());
          // Whatever stands in the identity number's place is masked.
          const masked = leaves(fieldsOf(fieldsOf(data)?.customer)?.identity_number);
          const lost = leaves(value).filter((leaf) => !masked.includes(leaf) && !page.includes(plain(leaf)));
          expect(lost).toEqual([]);
        })
        .afterEach(cleanup),
      { numRuns: 60 },
    );
  });
});

describe('an answer', () => {
  it('with another appointment’s number is not shown', async () => {
    await openPage('/appointments/42', {
      appointments: { '1/42': json({ success: 'true', data: appointment({ id: 43 }) }) },
    });
    expect(
      await screen.findByRole('heading', { name: 'The service sent another appointment' }),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent('Öztürk');
    expect(document.title).not.toContain('APT-2026-00042');
  });

  it('keeps every digit of numbers beyond 2^53, in links too', async () => {
    const body = JSON.stringify({
      success: 'true',
      data: { ...appointment(), id: 42, child_appointments: [57] },
    }).replace('[57]', '[9007199254740993]');
    await openPage('/appointments/42', { appointments: { '1/42': { response: () => new Response(body) } } });
    expect(await screen.findByRole('link', { name: '#9007199254740993' })).toHaveAttribute(
      'href',
      '/appointments/9007199254740993',
    );
  });

  it('with the same numbers twice has a row for each', async () => {
    await openAppointment(appointment({ treatments: [treatment(), treatment()] }));
    expect(screen.getAllByText('Hydrating skin booster')).toHaveLength(2);
  });

  it('whose visits follow each other in a circle shows each once and never itself', async () => {
    const visit = { id: 38, code: 'A', parent_appointment: { id: 42 } };
    await openAppointment({
      ...appointment(),
      parent_appointment: visit,
      child_appointments: [visit, { id: 42 }],
    });
    expect(screen.getAllByRole('link', { name: 'A' })).toHaveLength(2);
  });

  it.each([
    ['markup', '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'],
    ['a script end', '</script><script>window.hit=1</script>'],
    ['a bidirectional override', 'Zeynep \u202Ekürt\u202C'],
    ['control characters', 'a\u0000b\u0007c'],
    ['4,000 words', 'word '.repeat(4000).trim()],
  ])('with %s in a text shows text', async (_, description) => {
    await openAppointment(appointment({ description }));
    expect(screen.getByRole('region', { name: 'Notes' }).querySelector('p')?.textContent).toBe(description);
    expect(document.querySelector('article script, article img')).toBeNull();
  });

  it('nested 20,000 deep still gives a page', async () => {
    const deep = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
    const body = JSON.stringify({ success: 'true', data: { ...appointment(), odd: 0 } }).replace(
      '"odd":0',
      `"odd":${deep}`,
    );
    await openPage('/appointments/42', { appointments: { '1/42': { response: () => new Response(body) } } });
    expect(await screen.findByText('Zeynep Öztürk')).toBeVisible();
  });

  it('with a tag of any colour never styles more than its chip', async () => {
    const [tag] = customer().tags;
    await openAppointment({
      ...appointment(),
      customer: { ...customer(), tags: [{ ...tag, color: 'red;background:url(https://evil.example.com)' }] },
    });
    expect(screen.getByText('VIP').closest('li')?.innerHTML).not.toContain('url(');
  });
});

describe('the raw answer', () => {
  afterEach(() => vi.restoreAllMocks());

  it('can be searched and copied, the identity number masked, and copying is written down', async () => {
    const { user, asked } = await openAppointment(appointment());
    await user.click(screen.getByText('The raw answer'));
    await user.type(screen.getByRole('searchbox', { name: 'Search in the raw answer' }), 'confirmed');
    expect(await screen.findByText('1 match')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy the raw answer' }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toContain('"status": "confirmed"');
    expect(copied).not.toContain('10000004210');
    await waitFor(() =>
      expect(asked).toContain('POST /privacy/appointments/42/actions for 1 {"action":"copied"}'),
    );
  });
});
