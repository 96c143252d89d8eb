import type { Records } from './records.ts';

/** A clinic of the demonstration data, and where its identifiers begin. */
export interface Clinic {
  id: number;
  name: string;
  /** What the service says; null leaves it to the installation. */
  timezone: string | null;
  /** The zone its data was made in. */
  madeIn: string;
  staff: { doctors: number[]; assistants: number[] };
  rooms: { id: number; name: string; status: string }[];
  customers: { from: number; count: number };
  /** How many appointments from which id on, beside the fixed ones below it. */
  appointments: { from: number; count: number };
  names: 'turkish' | 'english' | 'arabic';
}

export const users: Records['users'] = [
  { id: 1, name: 'Elif Yılmaz' },
  { id: 2, name: 'Dr. Selin Aydın' },
  { id: 3, name: 'Mert Kaya' },
  { id: 4, name: 'Buse Demir' },
  { id: 5, name: 'Dr. Kerem Şahin' },
  { id: 6, name: 'İrem Çelik' },
  { id: 7, name: 'Dr. Olivia Bennett' },
  { id: 8, name: 'Dr. Marcus Reed' },
  { id: 9, name: 'Grace Holloway' },
  { id: 10, name: 'Tyler Novak' },
  { id: 11, name: 'Dr. Leila Haddad' },
  { id: 12, name: 'د. سامر الخطيب' },
  { id: 13, name: 'Nour Mansour' },
  { id: 14, name: 'Yusuf Karim' },
  { id: 15, name: 'Deniz Arslan' },
  { id: 16, name: 'Can Polat' },
];

export const clinics: readonly Clinic[] = [
  {
    id: 1,
    name: 'Nişantaşı Clinic',
    timezone: 'Europe/Istanbul',
    madeIn: 'Europe/Istanbul',
    staff: { doctors: [2, 5], assistants: [3, 4, 6] },
    rooms: [
      { id: 1, name: 'Room 1 – Consultation', status: 'active' },
      { id: 2, name: 'Room 2 – Laser suite', status: 'active' },
      { id: 3, name: 'Room 3 – Injectables', status: 'active' },
      { id: 4, name: 'Oda 4 – Eski lazer odası', status: 'inactive' },
    ],
    customers: { from: 1150, count: 60 },
    appointments: { from: 101, count: 170 },
    names: 'turkish',
  },
  {
    id: 2,
    name: 'Hudson Square Aesthetics',
    timezone: 'America/New_York',
    madeIn: 'America/New_York',
    staff: { doctors: [7, 8], assistants: [9, 10] },
    rooms: [
      { id: 1, name: 'Suite A', status: 'active' },
      { id: 2, name: 'Suite B', status: 'maintenance' },
      { id: 3, name: 'Consult room', status: 'active' },
    ],
    customers: { from: 201, count: 40 },
    appointments: { from: 101, count: 120 },
    names: 'english',
  },
  {
    id: 3,
    name: 'Al Noor Skin Centre',
    timezone: null,
    madeIn: 'UTC',
    staff: { doctors: [11, 12], assistants: [13, 14] },
    rooms: [
      { id: 1, name: 'غرفة ١', status: 'active' },
      { id: 2, name: 'Room 2', status: 'active' },
    ],
    customers: { from: 501, count: 30 },
    appointments: { from: 101, count: 90 },
    names: 'arabic',
  },
];

/** Who belongs where beyond the staff: one person in all clinics, one in two. User 16 belongs to none. */
export const memberships: Records['memberships'] = [
  ...clinics.map((clinic) => ({ tenant_id: clinic.id, user_id: 1 })),
  { tenant_id: 1, user_id: 15 },
  { tenant_id: 2, user_id: 15 },
  ...clinics.flatMap(({ id, staff }) =>
    [...staff.doctors, ...staff.assistants].map((user) => ({ tenant_id: id, user_id: user })),
  ),
];
