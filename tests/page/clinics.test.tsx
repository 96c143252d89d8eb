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

  it.each(['', '?from=chat', '?tenant=', '?tenant=1&tenant=2', '?ten'])(
    'is asked for, and nothing is requested, when the query is %j, regardless of the last used clinic',
    async (search) => {
      writeCookie(preferenceCookies.tenant, '2');
      const { requests } = await openPage(`/appointments/42${search}`, { session: twoClinics, appointments });
      expect(
        await screen.findByRole('heading', { level: 1, name: 'Appointment 42: in which clinic?' }),
      ).toBeVisible();
      expect(screen.getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute(
        'href',
        expect.stringMatching(/^\/appointments\/42\?(from=chat&)?tenant=1$/),
      );
      expect(screen.getByRole('link', { name: 'Hudson Clinic' })).toHaveAttribute(
        'href',
        expect.stringMatching(/^\/appointments\/42\?(from=chat&)?tenant=2$/),
      );
      expect(document.title).toBe('Appointment 42: in which clinic?');
      expect(apiRequests(requests)).toEqual([]);
    },
  );

  it('is asked for in Turkish when the language of the page is Turkish', async () => {
    await openPage('/appointments/42', { session: twoClinics, language: 'tr' });
    expect(
      await screen.findByRole('heading', { name: '42 numaralı randevu: hangi klinikte?' }),
    ).toBeVisible();
  });

  it('is asked for with the clinic numbers when two clinics have the same name', async () => {
    const sameName = json(session({ tenants: [nisantasi, { ...hudson, name: nisantasi.name }] }));
    await openPage('/appointments/42', { session: sameName });
    expect(await screen.findByRole('link', { name: 'Nişantaşı Clinic #2' })).toBeVisible();
  });

  it('is read from a damaged parameter when the user belongs to that clinic', async () => {
    const { requests } = await openPage('/appointments/42.?utm=1&amp;Tenant=2', {
      session: twoClinics,
      appointments,
    });
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
    expect(await firstRelatedLink()).toHaveAttribute('href', '/appointments/38?tenant=2');
    expect(apiRequests(requests)).toMatchObject([{ tenant: '2' }]);
  });

  it.each(['?Tenant=2', '?tenant%3D2', '?tenant=2.', '?utm=1&amp;tenant=2'])(
    'is not replaced by the user’s only clinic, and nothing is requested, when the query is %j',
    async (search) => {
      const { requests } = await openPage(`/appointments/42${search}`, { appointments });
      expect(await screen.findByRole('heading', { name: 'This link is for another clinic' })).toBeVisible();
      expect(screen.getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute(
        'href',
        expect.stringMatching(/^\/appointments\/42\?(utm=1&)?tenant=1$/),
      );
      expect(apiRequests(requests)).toEqual([]);
    },
  );

  it('can belong to another account: the user is signed out and returns to the link', async () => {
    const { requests, user } = await openPage('/appointments/42', { session: twoClinics });
    await user.click(await screen.findByRole('button', { name: 'Use another account' }));
    expect(await screen.findByRole('heading', { name: 'You are signed out' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/auth/login?return_to=%2Fappointments%2F42',
    );
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/auth/logout' }));
  });

  it('is asked for when a pasted link names none', async () => {
    const { user } = await openPage('/?tenant=2', { session: twoClinics, appointments });
    await user.click(await screen.findByRole('button', { name: 'Find a customer or an appointment' }));
    await user.type(
      await screen.findByRole('combobox', { name: /^Find a customer/ }),
      '/appointments/42{Enter}',
    );
    expect(await screen.findByRole('heading', { name: 'Appointment 42: in which clinic?' })).toBeVisible();
  });

  it('is the current clinic when the user types a number', async () => {
    writeCookie(preferenceCookies.tenant, '1');
    const { user } = await openPage('/?tenant=2', { session: twoClinics, appointments });
    await user.click(await screen.findByRole('button', { name: 'Find a customer or an appointment' }));
    await user.type(await screen.findByRole('combobox', { name: /^Find a customer/ }), '42{Enter}');
    expect(await screen.findByText('Zeynep Hudson')).toBeVisible();
  });

  it('shows an error with the user’s own clinics, and requests nothing, when the user is not a member', async () => {
    const { requests } = await openPage('/appointments/42?tenant=9', {
      session: twoClinics,
      appointments,
    });
    expect(await screen.findByRole('heading', { name: 'This link is for another clinic' })).toBeVisible();
    expect(document.title).toBe('This link is for another clinic');
    expect(screen.getByRole('button', { name: 'Use another account' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Nişantaşı Clinic' })).toHaveAttribute(
      'href',
      '/appointments/42?tenant=1',
    );
    expect(apiRequests(requests)).toEqual([]);
  });

  it('stays in the links to related appointments', async () => {
    await openPage('/appointments/42?tenant=2', { session: twoClinics, appointments });
    expect(await firstRelatedLink()).toHaveAttribute('href', '/appointments/38?tenant=2');
  });

  it('is in the links even when the user has only one clinic', async () => {
    await openPage('/appointments/42', { appointments });
    expect(await firstRelatedLink()).toHaveAttribute('href', '/appointments/38?tenant=1');
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
    await screen.findByRole('heading', { level: 1 });
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
