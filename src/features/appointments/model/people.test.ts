import { describe, expect, it } from 'vitest';
import { appointment, customer, treatment } from '#tests/fixtures/appointment.ts';
import { parseAppointment } from '#tests/fixtures/parsed-appointment.ts';
import { nameKey, sharedNames } from './people.ts';

const shared = (record: unknown) => [...sharedNames(parseAppointment(record))];

describe('sharedNames', () => {
  it('finds names of different people wherever they are shown, and in any spelling that looks alike', () => {
    const roles = [
      { doctor: { id: 1, name: 'Ayşe Yılmaz' } },
      { assistants: [{ id: 2, name: 'AYŞE  YILMAZ' }] },
      { customer: customer({ related_user: { id: 3, name: 'Ayşe Yılmaz' } }) },
      { treatments: [treatment({ users: [{ id: 4, name: 'Ayşe Yılmaz' }] })] },
    ];
    for (const role of roles)
      for (const other of roles.filter((item) => item !== role))
        expect(
          shared(appointment({ doctor: null, assistants: [], treatments: [], ...role, ...other })),
        ).toEqual([nameKey('Ayşe Yılmaz')]);
  });

  it('finds none when one person has several roles', () => {
    const ayse = { id: 1, name: 'Ayşe Yılmaz' };
    expect(
      shared(appointment({ doctor: ayse, assistants: [ayse], treatments: [treatment({ users: [ayse] })] })),
    ).toEqual([]);
  });
});
