import type { Clinic } from './clinics.ts';
import { addDays } from './local-time.ts';
import type { Random } from './random.ts';
import type { CustomerRow } from './records.ts';

const names = {
  turkish: {
    first:
      'Ayşe Fatma Zehra Elçin Gül Şule Büşra İpek Nazlı Ömer Çağrı Emre Barış Oğuz Tuğba Yiğit Ilgın Ümit'.split(
        ' ',
      ),
    last: 'Yıldız Öztürk Koç Kılıç Aslan Doğan Güneş Şimşek Çetin Ünal Işık Özdemir Bozkurt Sarı'.split(' '),
    country: 'Türkiye',
    place: (n: number) => `Papatya Sok. ${n}, Şişli, İstanbul`,
    // No subscriber is reached under the first hundred numbers of this block.
    phone: (n: number) => `+90 532 000 00 ${String(n % 100).padStart(2, '0')}`,
  },
  english: {
    first: 'Amelia Harper Evelyn Nora Hazel Iris Jonah Felix Miles Owen Theo Ruth Clara Silas Ada Hugo'.split(
      ' ',
    ),
    last: 'Whitfield Marlowe Ashby Calloway Thorne Beckett Sinclair Winslow Prescott Hargrove O’Rourke'.split(
      ' ',
    ),
    country: 'United States',
    place: (n: number) => `${n} Sample Street, New York, NY`,
    // 555-0100 to 555-0199 are kept for fiction.
    phone: (n: number) => `+1 212 555 01${String(n % 100).padStart(2, '0')}`,
  },
  arabic: {
    first: ['مريم', 'ليلى', 'نور', 'سلمى', 'Hana', 'Layan', 'يوسف', 'عمر', 'Karim', 'Rami', 'Amal', 'هدى'],
    last: ['الحسن', 'الخطيب', 'النجار', 'Haddad', 'Mansour', 'Saleh', 'العلي', 'Qasim', 'درويش'],
    country: 'United Kingdom',
    place: (n: number) => `${n} Example Road, London`,
    // Ofcom's range for drama.
    phone: (n: number) => `+44 20 7946 0${String(n % 1000).padStart(3, '0')}`,
  },
} as const;

const jobs = ['Architect', 'Teacher', 'Öğretmen', 'Software developer', 'Mühendis', 'Nurse', 'Chef', 'طبيبة'];

/**
 * Eleven digits that look like a Turkish identity number and cannot be one: in a real number the tenth digit
 * follows from the first nine, and here it is that digit plus one.
 */
const invalidIdentityNumber = (random: Random): string => {
  const first = [random.between(1, 9), ...Array.from({ length: 8 }, () => random.between(0, 9))];
  const sum = (from: number): number =>
    first.filter((_, index) => index % 2 === from).reduce((total, digit) => total + digit, 0);
  const tenth = (((sum(0) * 7 - sum(1)) % 10) + 10) % 10;
  return `${first.join('')}${(tenth + 1) % 10}${random.between(0, 9)}`;
};

/** A customer of a clinic as they mostly are; now and then a field was never filled in. */
export const makeCustomer = (random: Random, clinic: Clinic, id: number, today: string): CustomerRow => {
  const of = names[clinic.names];
  const created = addDays(today, -random.between(10, 900));
  const sometimes = <T>(value: T): T | null => (random.chance(0.88) ? value : null);
  return {
    tenant_id: clinic.id,
    id,
    first_name: random.pick(of.first),
    last_name: random.pick(of.last),
    phone_number: sometimes(of.phone(id)),
    email: sometimes(`customer${id}.clinic${clinic.id}@example.com`),
    date_of_birth: sometimes(addDays('1950-01-01', random.between(0, 20_000))),
    country_name: sometimes(of.country),
    identity_number: clinic.names === 'turkish' ? sometimes(invalidIdentityNumber(random)) : null,
    job: sometimes(random.pick(jobs)),
    address: sometimes(of.place(random.between(1, 120))),
    default_channel_id: random.chance(0.5) ? random.between(1, 3) : null,
    avatar_url: null,
    related_user_id: random.chance(0.3) ? random.pick(clinic.staff.assistants) : null,
    created_at: `${created}T08:30:00Z`,
    updated_at: random.chance(0.7) ? `${addDays(created, random.between(0, 9))}T10:00:00Z` : null,
    deleted_at: null,
  };
};
