import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment, treatment } from '../fixtures/appointment.ts';
import { openAppointment } from './open-page.tsx';

const failure = 'This part of the page could not be shown.';

beforeEach(() => {
  // React logs every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('appointment', () => {
  it('stays readable when a row of the plan throws', async () => {
    const { NumberFormat } = Intl;
    vi.spyOn(Intl, 'NumberFormat').mockImplementation(function format(locale, options) {
      if (options?.style === 'unit') throw new RangeError('Units are not supported.');
      return new NumberFormat(locale, options);
    });
    // Formatters are kept: this rate needs one of its own.
    await openAppointment(
      appointment({
        treatments: [
          treatment({ tax_rate: 20.12345 }),
          treatment({ id: 102, name: 'Peeling', tax_rate: null }),
        ],
      }),
    );
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining(failure),
    ]);
    const rows = screen.getAllByRole('treeitem');
    expect(rows[0]).toHaveTextContent(failure);
    expect(screen.getByRole('treeitem', { name: /Peeling/ })).toBeVisible();
  });

  it('stays readable when a card throws, and shows the card again by “Try again”', async () => {
    const format = vi.spyOn(Intl.PluralRules.prototype, 'select').mockImplementation(() => {
      throw new RangeError('Plural rules are not supported.');
    });
    const { user } = await openAppointment(appointment());
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Tuesday 24 November 2026');
    expect(screen.getByRole('heading', { name: 'Notes' })).toBeVisible();
    expect(screen.getByText('Room 2 – Laser suite')).toBeVisible();
    expect(screen.queryByText('Zeynep Öztürk')).toBeNull();
    format.mockRestore();
    // oxlint-disable-next-line no-await-in-loop -- a user presses one button after the other
    for (const alert of screen.getAllByRole('alert'))
      await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each<[string, () => void]>([
    [
      'BroadcastChannel',
      () =>
        vi.stubGlobal('BroadcastChannel', function throwError() {
          throw new DOMException('Denied', 'SecurityError');
        }),
    ],
    [
      'cookies',
      () => {
        const deny = () => {
          throw new DOMException('Denied', 'SecurityError');
        };
        vi.spyOn(document, 'cookie', 'get').mockImplementation(deny);
        vi.spyOn(document, 'cookie', 'set').mockImplementation(deny);
      },
    ],
    [
      'session storage',
      () => {
        vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
          throw new DOMException('Denied', 'SecurityError');
        });
      },
    ],
  ])('is shown when the browser denies %s', async (_, deny) => {
    deny();
    try {
      await openAppointment(appointment());
      expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
      expect(screen.queryByRole('alert')).toBeNull();
    } finally {
      vi.restoreAllMocks();
    }
  });
});
