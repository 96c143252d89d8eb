import type { Database } from '#server/db/client.ts';
import { hashPassword } from '../oauth/password.ts';
import { demonstration } from './demonstration.ts';
import { dayIn } from './local-time.ts';
import { makeRecords } from './make-records.ts';
import { lockSeeding, readSeeded, storeRecords, writeSeeded } from './store-records.ts';

/** Goes up when the records change: a database keeps the version it was made with. */
const version = 1;

/**
 * Fills an empty database with the demonstration data, made for the day it is in Istanbul; a database that has it
 * is left as it is. Answers the day the data was made for, and whether that happened now.
 */
export const seedDemonstration = async (
  db: Database,
  now: Date = new Date(),
): Promise<{ day: string; fresh: boolean }> => {
  const there = await readSeeded(db);
  if (there !== null) return { day: there.day, fresh: false };
  // One hash for all: the password is the same and public, and a hash per account would cost a second.
  const passwordHash = await hashPassword(demonstration.password);
  const day = dayIn('Europe/Istanbul', now);
  return db.transaction(async (tx) => {
    await lockSeeding(tx);
    const meanwhile = await readSeeded(tx);
    if (meanwhile !== null) return { day: meanwhile.day, fresh: false };
    await storeRecords(tx, makeRecords(day, passwordHash));
    await writeSeeded(tx, { version, day });
    return { day, fresh: true };
  });
};
