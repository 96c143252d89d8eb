import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { preferenceCookies } from '#contract/preferences.ts';
import { writeCookie } from '#lib/cookies.ts';
import { appointment, customer } from '../fixtures/appointment.ts';
import { apiRequests, hudson, json, nisantasi, openPage, session } from './open-page.tsx';

const twoClinics = json(session({ tenants: [nisantasi, hudson] }));
const unknownClinics = json(session({ tenants: null }));
const appointments = {
  '1/42': json({ success: 'true', data: appointment() }),
  '2/42': json({
    success: 'true',
    data: appointment({ customer: customer({ last_name: 'Hudson' }) }),
  }),
};

const firstRelatedLink = async () => {
  const related = await screen.findByRole('region', { name: 'Related appointments' });
  return within(related).getAllByRole('link')[0];
};

describe('clinic of an appointment link', () => {
  it('is the clinic in the URL, whose time zone is used', async () => {
    await openPage('/appointments/42?tenant=2', { session: twoClinics, appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/06:30/);
  });

  it('is the last used clinic when the URL has none', async () => {
    writeCookie(preferenceCookies.tenant, '2');
    const { requests } = await openPage('/appointments/42', { session: twoClinics, appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
    expect(apiRequests(requests)).toMatchObject([{ tenant: '2' }]);
  });

  it('is the first clinic when the URL has none and none was used before', async () => {
    await openPage('/appointments/42', { session: twoClinics, appointments });
    expect(await screen.findByText('Zeynep Öztürk')).toBeVisible();
  });

  it('shows an error with the user’s own clinics, and requests nothing, when the user is not a member', async () => {
    const { requests } = await openPage('/appointments/42?tenant=9', {
      session: twoClinics,
      appointments,
    });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('heading', { name: 'This link is for another clinic' })).toBeVisible();
    expect(within(alert).getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=1',
    );
    expect(apiRequests(requests)).toEqual([]);
  });

  it('stays in the links to related appointments', async () => {
    await openPage('/appointments/42?tenant=2', { session: twoClinics, appointments });
    expect(await firstRelatedLink()).toHaveAttribute('href', '/appointments/38?tenant=2');
  });

  it('is left out of links when the user has only one clinic', async () => {
    await openPage('/appointments/42', { appointments });
    expect(await firstRelatedLink()).toHaveAttribute('href', '/appointments/38');
  });

  it('is used when the list of clinics is unknown', async () => {
    await openPage('/appointments/42?tenant=2', { session: unknownClinics, appointments });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
  });

  it('must be in the URL when the list of clinics is unknown', async () => {
    await openPage('/appointments/42', { session: unknownClinics, appointments });
    expect(await screen.findByRole('heading', { name: 'Clinic unknown' })).toBeVisible();
  });

  it('shows an error when the user has no clinic', async () => {
    await openPage('/appointments/42', { session: json(session({ tenants: [] })), appointments });
    expect(await screen.findByRole('heading', { name: 'Your account has no clinic yet' })).toBeVisible();
  });
});

describe('clinic menu', () => {
  it('marks the current clinic and switches to another one', async () => {
    const { user } = await openPage('/?tenant=1', { session: twoClinics });
    await user.click(await screen.findByRole('button', { name: 'Clinic: Nişantaşı Clinic' }));
    const list = within(screen.getByRole('list', { name: 'Your clinics' }));
    expect(list.getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute('aria-current', 'true');
    await user.click(list.getByRole('link', { name: 'Hudson Clinic' }));
    expect(await screen.findByRole('button', { name: 'Clinic: Hudson Clinic' })).toBeVisible();
    const heading = await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('is hidden when the user has only one clinic', async () => {
    await openPage('/');
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: /^Clinic/ })).toBeNull();
  });
});
