import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { rememberTenant } from '#features/tenants/model/current-tenant.ts';
import { appointment, customer } from '../fixtures/appointment.ts';
import { hudson, json, nisantasi, openPage, session } from './open-page.tsx';

const several = json(session({ tenants: [nisantasi, hudson] }));
const inHudson = { ...appointment(), customer: { ...customer(), last_name: 'Hudson' } };
const appointments = {
  '1/42': json({ success: 'true', data: appointment() }),
  '2/42': json({ success: 'true', data: inHudson }),
};

describe('a link', () => {
  it('opens in the clinic it names', async () => {
    await openPage('/appointments/42?tenant=2', { session: several, appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/06:30/);
  });

  it('without a clinic opens in the one used last', async () => {
    rememberTenant('2');
    const { asked } = await openPage('/appointments/42', { session: several, appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
    expect(asked).not.toContain('GET /api/v1/appointments/42 for 1');
  });

  it('without a clinic opens in the first where none was used', async () => {
    await openPage('/appointments/42', { session: several, appointments });
    expect(await screen.findByText('Zeynep Öztürk')).toBeVisible();
  });

  it('to a clinic that is not the reader’s says so, offers theirs and asks none', async () => {
    const { asked } = await openPage('/appointments/42?tenant=9', { session: several, appointments });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('heading', { name: 'This link is for another clinic' })).toBeVisible();
    expect(within(alert).getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=1',
    );
    expect(asked).toEqual(['GET /auth/session']);
  });

  it('carries its clinic to related appointments', async () => {
    await openPage('/appointments/42?tenant=2', { session: several, appointments });
    const related = await screen.findByRole('region', { name: 'Related appointments' });
    expect(within(related).getAllByRole('link')[0]).toHaveAttribute('href', '/appointments/38?tenant=2');
  });

  it('of a reader with one clinic needs no clinic in it', async () => {
    await openPage('/appointments/42', { appointments });
    const related = await screen.findByRole('region', { name: 'Related appointments' });
    expect(within(related).getAllByRole('link')[0]).toHaveAttribute('href', '/appointments/38');
  });

  it('that names a clinic opens where the service does not say which clinics there are', async () => {
    await openPage('/appointments/42?tenant=2', { session: json(session({ tenants: null })), appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
  });

  it('without a clinic says what it needs where the service does not say', async () => {
    await openPage('/appointments/42', { session: json(session({ tenants: null })), appointments });
    expect(await screen.findByRole('heading', { name: 'Which clinic is not known' })).toBeVisible();
  });
});

describe('a reader of no clinic', () => {
  it('is told so', async () => {
    await openPage('/appointments/42', { session: json(session({ tenants: [] })), appointments });
    expect(await screen.findByRole('heading', { name: 'You belong to no clinic yet' })).toBeVisible();
  });
});

describe('the switch', () => {
  it('leads to the other clinics and marks the current one', async () => {
    const { user } = await openPage('/?tenant=1', { session: several });
    await user.click(await screen.findByRole('button', { name: 'Clinic: Nişantaşı Clinic' }));
    const list = within(screen.getByRole('list', { name: 'Your clinics' }));
    expect(list.getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute('aria-current', 'true');
    await user.click(list.getByRole('link', { name: 'Hudson Clinic' }));
    expect(await screen.findByRole('button', { name: 'Clinic: Hudson Clinic' })).toBeVisible();
    const heading = await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('is not there for a reader of one clinic', async () => {
    await openPage('/');
    await screen.findByRole('heading', { name: 'Open an appointment' });
    expect(screen.queryByRole('button', { name: /^Clinic/ })).toBeNull();
  });
});
