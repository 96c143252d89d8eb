import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tolerateTranslation } from '#lib/browser-translation.ts';
import { appointment, treatment } from '../fixtures/appointment.ts';
import { json, openPage } from './open-page.tsx';

// oxlint-disable-next-line typescript/unbound-method -- put back after each test
const { removeChild, insertBefore } = Node.prototype;

beforeEach(() => {
  tolerateTranslation(Node.prototype);
});

afterEach(() => {
  Object.assign(Node.prototype, { removeChild, insertBefore });
});

const wrapIn = (text: Text, keep: boolean): void => {
  const font = document.createElement('font');
  text.replaceWith(font);
  font.append(keep ? text : document.createTextNode(`${text.data}~`));
};

/** Translates the page as browsers do: text nodes are wrapped (`keep`) or replaced, except in `translate="no"`. */
const translate = (keep: boolean): void => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode())
    if (walker.currentNode instanceof Text && !walker.currentNode.parentElement?.closest('[translate=no]'))
      texts.push(walker.currentNode);
  for (const text of texts) wrapIn(text, keep);
};

describe.each([
  ['wraps', true],
  ['replaces', false],
])('page of which the browser %s every text node', (_, keep) => {
  it('can be filtered, copied from and refetched', async () => {
    const data = appointment({
      treatments: [
        treatment(),
        treatment({ id: 102, name: 'Peeling' }),
        ...Array.from({ length: 4 }, (__, index) => treatment({ id: 110 + index, name: `Other ${index}` })),
      ],
    });
    const changed = appointment({
      scheduled_at: '2026-12-01T07:15:00Z',
      status: 'cancelled',
      description: 'Allergic to latex.',
    });
    const { user } = await openPage('/appointments/42', {
      appointments: {
        '1/42': [json({ success: 'true', data }), json({ success: 'true', data: changed })],
      },
    });
    await screen.findByRole('searchbox');
    translate(keep);

    await user.type(screen.getByRole('searchbox'), 'peel');
    expect(await screen.findByRole('treeitem', { name: /Peeling/ })).toBeVisible();
    expect(screen.queryByRole('treeitem', { name: /Hydrating/ })).toBeNull();
    translate(keep);
    await user.clear(screen.getByRole('searchbox'));
    expect(await screen.findByRole('treeitem', { name: /Hydrating/ })).toBeVisible();

    await user.click(screen.getByRole('button', { name: /Copy link/ }));
    translate(keep);

    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('button', { name: /Check again now/ }));
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Tuesday 1 December 2026, 10:15'),
    );
    expect(screen.getByText('Allergic to latex.')).toBeVisible();
    expect(screen.getByRole('main')).toHaveTextContent(/Status:[~\s]*Cancelled/);
    expect(screen.getByRole('main')).not.toHaveTextContent(/went wrong|could not be shown/);
  });
});
