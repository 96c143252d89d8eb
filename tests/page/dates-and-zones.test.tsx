import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { appointment } from '../fixtures/appointment.ts';
import { json, nisantasi, openAppointment, session } from './open-page.tsx';

const inZone = (timezone: string | null) => ({
  session: json(session({ tenants: [{ ...nisantasi, timezone }] })),
});

describe('appointment', () => {
  it.each(['Etc/Unknown', 'Mars/Olympus', ''])(
    'is shown in UTC when the browser reports the time zone %j and the clinic has none',
    async (timeZone) => {
      const options = new Intl.DateTimeFormat().resolvedOptions();
      vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
        ...options,
        timeZone,
      });
      await openAppointment(appointment(), inZone('Etc/Unknown'));
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Tuesday 24 November 2026, 11:30');
      expect(screen.getByText('UTC, your time zone')).toBeVisible();
    },
  );

  it.each([
    ['9999-12-31T23:59:59Z', 'Europe/Istanbul', '10000, 02:59'],
    ['9999-12-31T23:59:59-99:59', 'Europe/Istanbul', '10000, 06:58'],
    ['0000-01-01T00:00:00Z', 'America/New_York', '19:03'],
    ['0000-01-01T00:00:00+23:59', 'UTC', '00:01'],
    ['0001-01-02T00:00:00Z', 'America/New_York', '19:03'],
  ])('scheduled at %s opens in all views in %s', async (scheduled_at, zone, time) => {
    const { user } = await openAppointment(appointment({ scheduled_at }), inZone(zone));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(time);
    await user.click(screen.getByRole('tab', { name: 'Timeline' }));
    expect(await screen.findByRole('tabpanel', { name: 'Timeline' })).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Prepare' }));
    expect(await screen.findByRole('tabpanel', { name: 'Prepare' })).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
