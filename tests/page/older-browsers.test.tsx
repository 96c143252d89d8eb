import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appointment, customer } from '../fixtures/appointment.ts';
import { json, openAppointment, session } from './open-page.tsx';

/** Removes a static property until the test ends. */
const remove = (owner: object, name: string): void => {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  // jsdom itself lacks some of them.
  if (!descriptor) return;
  Reflect.deleteProperty(owner, name);
  restore.push(() => Object.defineProperty(owner, name, descriptor));
};
const restore: (() => void)[] = [];
afterEach(() => {
  for (const undo of restore.splice(0)) undo();
});

describe('browser without recent APIs', () => {
  it('shows an appointment with initials and picture', async () => {
    remove(Intl, 'Segmenter');
    remove(AbortSignal, 'any');
    remove(AbortSignal, 'timeout');
    remove(URL, 'canParse');
    vi.stubGlobal('ResizeObserver', undefined);
    vi.stubGlobal('BroadcastChannel', undefined);
    const settings = { ...session().settings, avatar_origins: ['https://pictures.example.com'] };
    await openAppointment(
      appointment({ customer: customer({ avatar_url: 'https://pictures.example.com/1.png' }) }),
      { session: json(session({ settings })) },
    );
    expect(screen.getByText('Zeynep Öztürk')).toBeVisible();
    expect(document.querySelector('img')).toHaveAttribute('src', 'https://pictures.example.com/1.png');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
