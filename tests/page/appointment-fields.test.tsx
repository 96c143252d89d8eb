import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appointment, customer, session as plannedSession, treatment } from '../fixtures/appointment.ts';
import { openAppointment, problem, session, json, valueOf } from './open-page.tsx';

// Two days before the appointment.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T09:00:00Z') });
  return () => vi.useRealTimers();
});

const region = (name: string) => screen.getByRole('region', { name });

describe('appointment title', () => {
  it('contains time, status, customer and code for screen readers', async () => {
    await openAppointment(appointment({ status: 'cancelled' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(
      'Tuesday 24 November 2026, 14:30, Cancelled, Zeynep Öztürk, APT-2026-00042',
    );
  });

  it('and the badge show “Deleted” instead of the status when the record is deleted', async () => {
    await openAppointment(
      appointment({
        deleted_at: '2026-11-21T08:00:00Z',
        child_appointments: [],
        parent_appointment: null,
      }),
    );
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/14:30, Deleted, Zeynep Öztürk/);
    expect(screen.getByText('Deleted', { selector: 'header span' })).toBeVisible();
    expect(screen.queryByText('Confirmed')).toBeNull();
  });

  it('shows the number beside the code', async () => {
    await openAppointment(appointment());
    expect(screen.getByText('#42 · APT-2026-00042')).toBeVisible();
  });

  it('shows the code in the heading and the document title, which does not name the customer', async () => {
    await openAppointment(appointment());
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/APT-2026-00042/);
    expect(document.title).toBe('APT-2026-00042 · Nişantaşı Clinic');
  });

  it('shows the id when there is no code', async () => {
    await openAppointment(appointment({ code: null }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/#42/);
  });
});

describe('appointment time', () => {
  it('is in the clinic’s time zone, which is named', async () => {
    await openAppointment(appointment());
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(
      /Tuesday,? 24 November 2026, 14:30/,
    );
    expect(screen.getByText('Istanbul time (UTC+3)')).toBeVisible();
    expect(screen.getByText('in 2 days')).toBeVisible();
  });

  it('is in the user’s time zone, with a notice, when no other is known', async () => {
    await openAppointment(appointment(), {
      session: json(session({ tenants: [{ id: 1, name: 'Clinic' }] })),
    });
    expect(screen.getByText(/, your time zone$/)).toBeVisible();
  });

  it('is followed by the user’s local time only when that differs', async () => {
    await openAppointment(appointment());
    expect(screen.getByText('11:30 your time (UTC)')).toBeVisible();
    cleanup();
    await openAppointment(appointment(), {
      session: json(session({ tenants: [{ id: 1, name: 'Clinic', timezone: 'Africa/Abidjan' }] })),
    });
    expect(screen.queryByText(/your time/)).toBeNull();
  });

  it('is in the configured time zone when the clinic has none', async () => {
    await openAppointment(appointment(), {
      session: json(
        session({
          tenants: [{ id: 1, name: 'Clinic' }],
          settings: { time_zone: 'Asia/Tokyo', currency: null, idle_minutes: 15 },
        }),
      ),
    });
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/20:30/);
  });

  it('is “Not scheduled” when scheduled_at is null', async () => {
    await openAppointment(appointment({ scheduled_at: null }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Not scheduled/);
  });

  it('is shown unchanged when scheduled_at is not a date', async () => {
    await openAppointment({ ...appointment(), scheduled_at: 'next week' });
    expect(screen.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^next week/);
  });
});

describe('appointment status', () => {
  it.each([
    ['confirmed', 'Confirmed'],
    ['NO-SHOW', 'No-show'],
    ['laser_prep', 'laser_prep'],
    [null, 'Unknown'],
  ])('%s is shown as %s', async (status, text) => {
    await openAppointment(appointment({ status, child_appointments: [], parent_appointment: null }));
    expect(screen.getByText(text)).toBeVisible();
  });
});

describe('hint that a status was not updated', () => {
  it.each([
    ['2026-11-21T11:30:00Z', 'confirmed', true],
    ['2026-11-22T06:00:00Z', 'confirmed', false],
    ['2026-11-21T11:30:00Z', 'completed', false],
    ['2026-11-21T11:30:00Z', 'laser_prep', false],
    ['2026-11-24T11:30:00Z', 'confirmed', false],
  ])(
    'is shown on 22 November for an appointment at %s with the status %s: %s',
    async (scheduled_at, status, shown) => {
      await openAppointment(appointment({ scheduled_at, status }));
      expect(screen.queryByText('past, status not updated') !== null).toBe(shown);
    },
  );
});

describe('summary', () => {
  it('names two treatments that are not deleted and links to the others', async () => {
    const treatments = ['A', 'B', 'C', 'D'].map((name, index) =>
      treatment({ id: index + 1, name, session: index, deleted_at: index === 0 ? '2026-11-01' : null }),
    );
    await openAppointment(appointment({ treatments }));
    expect(valueOf('Treatment')).toHaveTextContent('B1 session plannedC, 2 sessions plannedand 2 more');
    expect(screen.getByRole('link', { name: 'and 2 more' })).toHaveAttribute('href', '#treatments');
  });

  it('names all assistants on request', async () => {
    const assistants = ['A', 'B', 'C', 'D', 'E', 'F'].map((name, index) => ({ id: index + 20, name }));
    const { user } = await openAppointment(appointment({ assistants }));
    expect(screen.getByText('E').closest('.hidden')).not.toBeNull();
    await user.click(screen.getByRole('button', { name: 'and 2 more' }));
    expect(screen.queryByRole('button', { name: /^and/ })).toBeNull();
    expect(screen.getByText('E').closest('.hidden')).toBeNull();
  });
});

it('the appointment page names the fields that the service does not send once', async () => {
  await openAppointment(appointment());
  expect(screen.getAllByText(/^Not sent by the service/)).toHaveLength(1);
});

describe('appointment type and origin', () => {
  it('are shown as words with the code as tooltip', async () => {
    await openAppointment(appointment({ creation_type: 'partner_portal' }));
    expect(screen.getByText('Follow-up')).toHaveAttribute('title', 'follow_up');
    expect(screen.getByText('Partner portal')).toHaveAttribute('title', 'partner_portal');
  });
});

describe('notes and cancellation', () => {
  it('shows markup in the description as text', async () => {
    await openAppointment(appointment({ description: 'One\n<b>Two</b>' }));
    expect(within(region('Notes')).getByText(/One\s<b>Two<\/b>/)).toBeVisible();
  });

  it('omits the notes when the description is empty', async () => {
    await openAppointment(appointment({ description: '' }));
    expect(screen.queryByRole('region', { name: 'Notes' })).toBeNull();
  });

  it('shows the reason when the appointment is cancelled', async () => {
    await openAppointment(appointment({ status: 'cancelled', cancellation_reason: 'The customer is ill.' }));
    expect(screen.getByText('This appointment is cancelled.')).toBeVisible();
    expect(screen.getByText('The customer is ill.')).toBeVisible();
  });

  it('shows a text when a cancelled appointment has no reason', async () => {
    await openAppointment(appointment({ status: 'canceled' }));
    expect(screen.getByText('No reason given')).toBeVisible();
  });
});

describe('customer', () => {
  it('shows name, number, age and initials', async () => {
    await openAppointment(appointment());
    expect(within(region('Summary')).getByRole('heading', { name: 'Zeynep Öztürk' })).toBeVisible();
    expect(region('Summary')).toHaveTextContent('34 years · Customer #1187');
    expect(within(region('Summary')).getByText('ZÖ')).toBeInTheDocument();
  });

  it('shows the number when there is no name', async () => {
    await openAppointment(appointment({ customer: customer({ first_name: null, last_name: '' }) }));
    expect(screen.getByRole('heading', { name: 'Unnamed customer #1187' })).toBeVisible();
  });

  it('shows customer_id when the record has no customer', async () => {
    await openAppointment(appointment({ customer: null }));
    expect(screen.getByRole('heading', { name: 'Customer #1187, details unavailable' })).toBeVisible();
  });

  it('shows “No customer” when there is neither a customer nor a customer_id', async () => {
    await openAppointment(appointment({ customer: null, customer_id: null }));
    expect(screen.getByRole('heading', { name: 'No customer' })).toBeVisible();
  });

  it('links the phone number and the email address', async () => {
    await openAppointment(appointment());
    expect(screen.getByRole('link', { name: '+90 532 000 00 42' })).toHaveAttribute(
      'href',
      'tel:+905320000042',
    );
    expect(screen.getByRole('link', { name: 'zeynep@example.com' })).toHaveAttribute(
      'href',
      'mailto:zeynep@example.com',
    );
  });

  it.each([
    [null, 'tel:05320000042'],
    ['TR', 'tel:+905320000042'],
  ])(
    'dials a national number with the configured country %j as %s, and shows it as sent',
    async (country, href) => {
      await openAppointment(appointment({ customer: customer({ phone_number: '0532 000 00 42' }) }), {
        session: json(session({ settings: { phone_country: country } })),
      });
      await waitFor(() =>
        expect(screen.getByRole('link', { name: '0532 000 00 42' })).toHaveAttribute('href', href),
      );
    },
  );

  it('shows a phone number that cannot be dialed as text', async () => {
    await openAppointment(appointment({ customer: customer({ phone_number: 'ask at the desk' }) }));
    expect(valueOf('Phone')).toHaveTextContent('ask at the desk');
    expect(screen.queryByRole('link', { name: 'ask at the desk' })).toBeNull();
  });

  it('shows “Not recorded” for a missing phone, email or date of birth', async () => {
    await openAppointment(
      appointment({ customer: customer({ phone_number: null, email: '', date_of_birth: null }) }),
    );
    for (const term of ['Phone', 'Email', 'Born']) expect(valueOf(term)).toHaveTextContent('Not recorded');
  });

  it('omits the other fields when they are empty', async () => {
    await openAppointment(
      appointment({
        customer: customer({
          country_name: null,
          job: null,
          address: null,
          related_user: null,
          default_channel_id: null,
          identity_number: null,
          tags: [],
        }),
      }),
    );
    for (const term of [
      'Country',
      'Occupation',
      'Address',
      'Responsible',
      'Preferred channel',
      'Identity no.',
    ])
      expect(valueOf(term)).toBeNull();
    expect(screen.queryByRole('list', { name: 'Tags' })).toBeNull();
  });

  it('shows the written day of the date of birth, regardless of its time', async () => {
    await openAppointment(appointment({ customer: customer({ date_of_birth: '1992-03-03T23:30:00Z' }) }));
    expect(valueOf('Born')).toHaveTextContent('3 March 1992 (34 years)');
  });

  it('shows country, occupation, address, responsible user and channel', async () => {
    await openAppointment(appointment());
    expect(valueOf('Country')).toHaveTextContent('Türkiye');
    expect(valueOf('Occupation')).toHaveTextContent('Architect');
    expect(valueOf('Address')).toHaveTextContent('Teşvikiye Mah. 14 Şişli, İstanbul');
    expect(valueOf('Responsible')).toHaveTextContent('Elif Yılmaz');
    expect(valueOf('Preferred channel')).toHaveTextContent('#3');
  });

  it.each([
    ['https://pictures.example.com/1.png', true],
    ['https://elsewhere.example.com/1.png', false],
    ['http://pictures.example.com/1.png', false],
    ['javascript:alert(1)', false],
  ])('with the picture URL %s shows a picture: %s', async (avatar_url, shown) => {
    await openAppointment(appointment({ customer: customer({ avatar_url }) }), {
      session: json(
        session({
          settings: {
            time_zone: null,
            currency: null,
            idle_minutes: 15,
            avatar_origins: ['https://pictures.example.com'],
          },
        }),
      ),
    });
    expect(document.querySelector('article img') !== null).toBe(shown);
  });
});

describe('identity number', () => {
  it('is masked until the user requests it, and masked again on “Hide”', async () => {
    const { user, requests } = await openAppointment(appointment());
    expect(document.body.innerHTML).not.toContain('10000004210');
    expect(valueOf('Identity no.')).toHaveTextContent('••••••• 4210');
    await user.click(screen.getByRole('button', { name: 'Show identity number' }));
    await waitFor(() => expect(valueOf('Identity no.')).toHaveTextContent('10000004210'));
    expect(requests).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        path: '/privacy/appointments/42/identity-number',
        tenant: '1',
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Hide identity number' }));
    expect(document.body.innerHTML).not.toContain('10000004210');
  });

  it('stays masked with an error when it cannot be fetched', async () => {
    const { user } = await openAppointment(appointment(), { identityNumber: problem(503) });
    await user.click(screen.getByRole('button', { name: 'Show identity number' }));
    expect(await screen.findByText('It could not be shown.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show identity number' })).toBeVisible();
    expect(valueOf('Identity no.')).toHaveTextContent('••••••• 4210');
  });

  it('is masked in the raw response and in nested records', async () => {
    const nested = {
      ...appointment(),
      parent_appointment: { id: 38, customer: { identity_number: '10000004210' } },
    };
    const { user } = await openAppointment(nested);
    await user.click(screen.getByText('Raw response'));
    expect(await screen.findByRole('region', { name: 'Raw response' })).toHaveTextContent(
      '"code": "APT-2026-00042"',
    );
    expect(document.body.innerHTML).not.toContain('10000004210');
  });
});

describe('tags', () => {
  it('are listed by name', async () => {
    await openAppointment(appointment());
    expect(within(screen.getByRole('list', { name: 'Tags' })).getByText('VIP')).toBeVisible();
  });

  it('are hidden, with a notice, when they belong to another clinic', async () => {
    const [tag] = customer().tags;
    const foreign = { ...tag, tenant_id: 9, name: 'Secret' };
    const { user } = await openAppointment({
      ...appointment(),
      customer: { ...customer(), tags: [tag, foreign] },
    });
    expect(screen.getByText('1 tag of another clinic is not shown.')).toBeVisible();
    for (const disclosure of ['Record details', 'Raw response'])
      await user.click(screen.getByText(disclosure));
    expect(await screen.findByRole('region', { name: 'Raw response' })).toHaveTextContent(
      'a tag of another clinic',
    );
    expect(document.body).not.toHaveTextContent('Secret');
  });
});

describe('team and room', () => {
  it('shows each name with its role', async () => {
    await openAppointment(appointment());
    expect(valueOf('Doctor')).toHaveTextContent('Dr. Selin AydınAssistants: Mert Kaya');
    expect(valueOf('Room')).toHaveTextContent('Room 2 – Laser suite');
  });

  it('shows the numbers of people with the same name', async () => {
    const assistants = [12, 13].map((id) => ({ id, name: 'Ayşe Yılmaz' }));
    await openAppointment(appointment({ assistants, treatments: [treatment({ users: assistants })] }));
    expect(valueOf('Doctor')).toHaveTextContent(
      'Dr. Selin AydınAssistants: Ayşe Yılmaz #12, Ayşe Yılmaz #13',
    );
    expect(within(screen.getByRole('tree')).getByText('Ayşe Yılmaz #12, Ayşe Yılmaz #13')).toBeVisible();
  });

  it('shows the numbers of people with the same name in different roles', async () => {
    const same = (id: number) => ({ id, name: 'Ayşe Yılmaz' });
    await openAppointment(
      appointment({
        doctor: same(12),
        assistants: [],
        customer: customer({ related_user: same(13) }),
        treatments: [treatment({ users: [same(14)] })],
      }),
    );
    expect(
      screen
        .getAllByText(/^Ayşe/)
        .map(({ textContent }) => textContent)
        .toSorted(),
    ).toEqual(['Ayşe Yılmaz #12', 'Ayşe Yılmaz #13', 'Ayşe Yılmaz #14']);
  });

  it('shows a text when neither staff nor a room is assigned', async () => {
    await openAppointment(appointment({ doctor: null, assistants: [], room: null, room_id: null }));
    expect(valueOf('Doctor')).toHaveTextContent('None assignedAssistants: None assigned');
    expect(valueOf('Room')).toHaveTextContent('No room');
  });

  it('shows the id when there is no name', async () => {
    await openAppointment(appointment({ doctor: { id: 7, name: null }, room: null }));
    expect(valueOf('Doctor')).toHaveTextContent('User #7');
    expect(valueOf('Room')).toHaveTextContent('Room #2, details unavailable');
  });

  it('shows the status of a room that is not active', async () => {
    const room = appointment().room;
    await openAppointment({ ...appointment(), room: { ...room, status: 'under_repair' } });
    expect(valueOf('Room')).toHaveTextContent('Under repair');
  });
});

describe('related appointments', () => {
  it('links the parent first, then the children by time', async () => {
    const [child] = appointment().child_appointments;
    await openAppointment({
      ...appointment(),
      child_appointments: [{ ...child, id: 60, code: 'LATER', scheduled_at: '2027-01-01T07:00:00Z' }, child],
    });
    const links = within(region('Related appointments')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/appointments/38?tenant=1',
      '/appointments/57?tenant=1',
      '/appointments/60?tenant=1',
    ]);
    expect(links[0]).toHaveTextContent('APT-2026-00038 · Consultation');
  });

  it('links an appointment of which only the id is known', async () => {
    await openAppointment({ ...appointment(), parent_appointment: null, child_appointments: [57] });
    const links = within(region('Related appointments')).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['#38', '#57']);
  });

  it('never link to the appointment itself', async () => {
    await openAppointment({
      ...appointment(),
      parent_appointment: { id: 42 },
      parent_appointment_id: 42,
      child_appointments: [],
    });
    expect(screen.queryByRole('region', { name: 'Related appointments' })).toBeNull();
  });

  it('have links that name their time', async () => {
    await openAppointment(appointment());
    expect(
      screen.getByRole('link', {
        name: /^APT-2026-00038 Consultation Earlier appointment 3 Nov 2026, 11:00$/,
      }),
    ).toBeVisible();
  });

  it('are omitted when there are none', async () => {
    await openAppointment(
      appointment({ parent_appointment: null, parent_appointment_id: null, child_appointments: [] }),
    );
    expect(screen.queryByRole('region', { name: 'Related appointments' })).toBeNull();
  });
});

describe('treatments', () => {
  const tree = () => within(screen.getByRole('tree', { name: 'Treatments' }));

  it('show name, group, duration, practitioner, price and tax', async () => {
    await openAppointment(
      appointment({
        treatments: [
          treatment({
            sessions: [
              plannedSession({ next_gap_days: 21 }),
              plannedSession({ id: 1002, session_order: 2, offset_days: 21 }),
            ],
            session: 2,
          }),
        ],
      }),
    );
    const [row] = tree().getAllByRole('treeitem');
    expect(row).toHaveTextContent('Hydrating skin booster');
    expect(row).toHaveTextContent('Injectables');
    expect(row).toHaveTextContent('2 sessions over 21 days · Dr. Selin Aydın');
    expect(row).toHaveTextContent('8,500.00');
    expect(row).toHaveTextContent('20% tax');
  });

  it('show “No treatments” when the list is empty', async () => {
    await openAppointment(appointment({ treatments: [] }));
    expect(within(region('Treatments')).getByText('No treatments')).toBeVisible();
  });

  it('show every digit of a price, including zero', async () => {
    await openAppointment(
      appointment({
        treatments: [
          treatment({ price: '0.00', tax_rate: 0 }),
          treatment({ id: 2, price: '12345678901234567.890', tax_rate: null }),
          treatment({ id: 3, price: null }),
        ],
      }),
    );
    expect(tree().getByText('0.00')).toBeVisible();
    expect(tree().getByText('0% tax')).toBeVisible();
    expect(tree().getByText('12,345,678,901,234,567.890')).toBeVisible();
    expect(tree().getByText('No price')).toBeVisible();
  });

  it('show a currency when one is configured', async () => {
    await openAppointment(appointment(), {
      session: json(session({ settings: { time_zone: null, currency: 'TRY', idle_minutes: 15 } })),
    });
    expect(tree().getByText(/TRY\s?8,500\.00/)).toBeVisible();
  });

  it('are marked when inactive or deleted', async () => {
    await openAppointment(
      appointment({
        treatments: [treatment({ is_active: '0' }), treatment({ id: 2, deleted_at: '2026-01-01T00:00:00Z' })],
      }),
    );
    expect(tree().getByText('Inactive')).toBeVisible();
    expect(tree().getByText('Deleted')).toBeVisible();
  });

  it('warn when the planned number of sessions differs from the listed one', async () => {
    await openAppointment(appointment({ treatments: [treatment({ session: 4 })] }));
    expect(tree().getByText(/4 sessions planned,\s+1 listed/)).toBeVisible();
  });

  it('show description, practitioners, keywords, extra info and dates under “Details”', async () => {
    const { user } = await openAppointment(appointment());
    expect(valueOf('Description')).toBeNull();
    await user.click(tree().getByText('Details'));
    await screen.findByText('Four sessions, three weeks apart.');
    expect(valueOf('Description')).toHaveTextContent('Four sessions, three weeks apart.');
    expect(valueOf('Practitioners')).toHaveTextContent('Dr. Selin Aydın');
    expect(valueOf('Keywords')).toHaveTextContent('skin, hydration');
    expect(valueOf('Extra info')).toHaveTextContent('control_min_days');
    expect(valueOf('Created')).toHaveTextContent('12 Nov 2026, 09:12');
  });
});

describe('sessions and products', () => {
  const items = () => screen.getAllByRole('treeitem').map(({ textContent }) => textContent ?? '');

  it('are in session order with the planned day', async () => {
    await openAppointment(
      appointment({
        treatments: [
          treatment({
            sessions: [
              plannedSession({ id: 2, session_order: 2, offset_days: 21, products: [] }),
              plannedSession({ id: 1, next_gap_days: 21 }),
            ],
          }),
        ],
      }),
    );
    expect(items()[1]).toMatch(/1.*24 Nov 2026.*planned for this date/);
    expect(items()[3]).toMatch(/2.*15 Dec 2026.*planned, day 21/);
  });

  it('warn with both days when a gap contradicts the next offset', async () => {
    await openAppointment(
      appointment({
        treatments: [
          treatment({
            sessions: [
              plannedSession({ next_gap_days: 14 }),
              plannedSession({ id: 1002, session_order: 2, offset_days: 21 }),
            ],
          }),
        ],
      }),
    );
    expect(screen.getByText('By the previous gap of 14 days it would be on day 14')).toBeVisible();
  });

  it('show product, brand, quantity and unit', async () => {
    await openAppointment(appointment());
    expect(screen.getByText('Hydra Vital Light 1 ml').closest('[role=treeitem]')).toHaveTextContent(
      'Hydra Vital Light 1 ml · Sample LabsQuantity: 2 syringe',
    );
  });

  it('show product_id when the product is null', async () => {
    await openAppointment(
      appointment({
        treatments: [
          treatment({
            sessions: [
              plannedSession({ products: [{ id: 1, product_id: 12, min_quantity: 0.25, product: null }] }),
            ],
          }),
        ],
      }),
    );
    expect(screen.getByText('Product #12')).toBeVisible();
    expect(screen.getByText('0.25')).toBeVisible();
  });
});

describe('record details', () => {
  it('show when the record was created and updated, in the clinic’s time zone', async () => {
    await openAppointment(appointment());
    expect(screen.getAllByText(/^Created/).at(-1)).toHaveTextContent('Created 12 Nov 2026, 09:12');
    expect(screen.getAllByText(/^Updated/).at(-1)).toHaveTextContent('Updated 20 Nov 2026, 16:40');
  });

  it('show a banner above the record when it is deleted', async () => {
    await openAppointment(appointment({ deleted_at: '2026-11-21T08:00:00Z' }));
    expect(screen.getByText('This record is deleted.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Zeynep Öztürk' })).toBeVisible();
  });

  it('show unknown fields under their own name at every depth', async () => {
    const unknown = (place: string) => ({ [`odd_${place}`]: `odd-${place}` });
    const [sessionFields = plannedSession()] = treatment().sessions;
    const [item] = sessionFields.products;
    const data = {
      ...appointment(),
      ...unknown('appointment'),
      nested: { ...unknown('nested'), covered: false },
      customer: { ...customer(), ...unknown('customer') },
      room: { ...appointment().room, ...unknown('room') },
      doctor: { ...appointment().doctor, ...unknown('doctor') },
      assistants: [{ id: 12, name: 'Mert Kaya', ...unknown('assistant') }],
      child_appointments: [{ ...appointment().child_appointments[0], ...unknown('child') }],
      treatments: [
        {
          ...treatment(),
          ...unknown('treatment'),
          group: { id: 1, name: 'Injectables', is_active: true, ...unknown('group') },
          users: [{ id: 11, name: 'Dr. Selin Aydın', ...unknown('user') }],
          sessions: [
            {
              ...sessionFields,
              ...unknown('session'),
              products: [
                { ...item, ...unknown('item'), product: { ...item?.product, ...unknown('product') } },
              ],
            },
          ],
        },
      ],
    };
    const { user } = await openAppointment(data);
    await user.click(screen.getByRole('button', { name: 'Expand all' }));
    for (const summary of document.querySelectorAll('article summary'))
      if (summary.textContent !== 'Raw response') await user.click(summary);
    const text = screen.getByRole('article').textContent;
    const names = JSON.stringify(data).match(/(?<=")odd[-_]\w+(?=")/g) ?? [];
    expect(names).toHaveLength(26);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  it('name the record of an unknown field, also after a refetch', async () => {
    const tags = (pivot: number) =>
      ['VIP', 'Allergy'].map((name, index) => ({ id: index + 1, tenant_id: 1, name, pivot: pivot + index }));
    const data = (pivot: number) =>
      json({ success: 'true', data: { ...appointment(), customer: { ...customer(), tags: tags(pivot) } } });
    const { user } = await openAppointment(null, { appointments: { '1/42': [data(1), data(3)] } });
    const values = () => ['VIP: pivot', 'Allergy: pivot'].map((term) => valueOf(term)?.textContent);
    expect(values()).toEqual(['1', '2']);
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByText('Check again now'));
    await waitFor(() => expect(values()).toEqual(['3', '4']));
    expect(screen.getAllByText('pivot', { exact: false })).toHaveLength(2);
  });

  it('list the differences between the response and the documentation', async () => {
    const { user } = await openAppointment({ ...appointment(), code: 7 });
    await user.click(screen.getByText(/About this record/));
    expect((await screen.findByText('data.code')).closest('li')).toHaveTextContent(
      'expected text, received a number',
    );
  });
});
