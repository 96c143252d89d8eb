import { addAppointment, addEverydayAppointments } from './appointments.ts';
import { clinics, memberships, users } from './clinics.ts';
import { demonstration } from './demonstration.ts';
import { addFixedCustomers } from './fixed-customers.ts';
import { addDays, nextClockChange } from './local-time.ts';
import { makeCustomer } from './people.ts';
import { createRandom } from './random.ts';
import { noRecords, type Records } from './records.ts';
import { showcase } from './showcase.ts';
import { addTags, tag } from './tags.ts';
import { addTreatments, unitCodes } from './treatments.ts';

/** Days between two calendar days. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * All demonstration records for a day, `YYYY-MM-DD`: the same day gives the same records, to the last character
 * (the passwords' hash, which is salted, comes from outside).
 */
export const makeRecords = (today: string, passwordHash: string): Records => {
  const records = noRecords();
  const made = `${addDays(today, -400)}T09:00:00Z`;
  records.tenants = clinics.map(({ id, name, timezone }) => ({ id, name, logo_url: null, timezone }));
  records.users = [...users];
  records.memberships = [...memberships];
  records.accounts = demonstration.accounts.map(({ user, username }) => ({
    user_id: user,
    username,
    password_hash: passwordHash,
  }));
  records.unit_codes = [...unitCodes];

  for (const clinic of clinics) {
    const random = createRandom(clinic.id * 7919);
    records.rooms.push(
      ...clinic.rooms.map((room) => ({
        tenant_id: clinic.id,
        ...room,
        created_at: made,
        updated_at: made,
        deleted_at: null,
      })),
    );
    addTags(records, clinic.id, made);
    addTreatments(records, clinic, made);
    for (let id = clinic.customers.from; id < clinic.customers.from + clinic.customers.count; id += 1) {
      records.customers.push(makeCustomer(random, clinic, id, today));
      const tags = random.some(
        [tag.vip, tag.latexAllergy, tag.prefersWhatsApp, tag.noColour],
        random.between(0, 2),
      );
      for (const [index, one] of tags.entries()) {
        records.customer_tags.push({
          tenant_id: clinic.id,
          customer_id: id,
          position: index + 1,
          tag_id: one,
        });
      }
    }
    addEverydayAppointments(records, clinic, today, random);
  }
  addFixedCustomers(records, made);

  const newYork = clinics.find(({ id }) => id === 2);
  const change = newYork && nextClockChange(addDays(today, 2), newYork.madeIn);
  const ahead = change ? daysBetween(today, change.date) : null;
  for (const shown of showcase(ahead, change?.back ?? false)) {
    const clinic = clinics.find(({ id }) => id === shown.tenant);
    if (clinic !== undefined) addAppointment(records, clinic, today, shown);
  }
  return records;
};
