import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReveal } from './privacy.ts';
import { readIdleSeconds, readSession } from './session.ts';

const settings = {
  time_zone: null,
  currency: null,
  phone_country: null,
  idle_minutes: 15,
  avatar_origins: [],
  whatsapp_links: false,
  app_url: null,
  samples: [],
};

test('readSession returns signed out with default settings when the response is empty or malformed', () => {
  for (const response of [
    null,
    [],
    'x',
    {},
    { settings: { avatar_origins: 'https://x' }, idle_seconds_left: -1 },
  ])
    expect(readSession(response)).toEqual({
      signed_in: false,
      user: null,
      tenants: null,
      settings,
      idle_seconds_left: null,
      session_key: null,
    });
});

test('readSession, readIdleSeconds and readReveal return the fields of a valid response', () => {
  const response = {
    signed_in: true,
    user: { id: 'u1', name: null },
    tenants: [],
    settings: { ...settings, idle_minutes: 5, avatar_origins: ['https://pictures.example.com'] },
    idle_seconds_left: 0,
    session_key: 'k1',
  };
  expect(readSession(response)).toEqual(response);
  expect(readIdleSeconds({ idle_seconds_left: 900 })).toBe(900);
  expect(readReveal({ identity_number: '12345' })).toBe('12345');
});

test('readSession, readIdleSeconds and readReveal do not throw for any JSON value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (response) => {
      readSession(response);
      expect(readIdleSeconds(response)).toBeNull();
      expect(readReveal(response)).toBeNull();
    }),
  );
});
