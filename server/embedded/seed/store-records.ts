import type { Queryable } from '#server/db/client.ts';
import { noRecords, type Records } from './records.ts';

/** In the order of the references; a chain of appointments refers to itself and is checked at the statement's end. */
const isTable = (name: string): name is keyof Records => name in noRecords();
const tables = Object.keys(noRecords()).filter(isTable);

/** Inserts everything: one statement per table, its rows as one JSON parameter, columns matched by name. */
export const storeRecords = async (tx: Queryable, records: Records): Promise<void> => {
  for (const table of tables) {
    await tx.query(
      `insert into flextell.${table} select * from jsonb_populate_recordset(null::flextell.${table}, $1::jsonb)`,
      [JSON.stringify(records[table])],
    );
  }
};

/** What the demonstration data was made for; null in a database without it. */
export const readSeeded = async (tx: Queryable): Promise<{ version: number; day: string } | null> => {
  const [row] = await tx.query<{ version: number; day: string }>(
    'select version, day from flextell.seeded',
    [],
  );
  return row ?? null;
};

export const writeSeeded = async (tx: Queryable, seeded: { version: number; day: string }): Promise<void> => {
  await tx.query('insert into flextell.seeded (version, day) values ($1, $2)', [seeded.version, seeded.day]);
};

/** Makes everyone else who wants to seed this database wait for this transaction's end. */
export const lockSeeding = async (tx: Queryable): Promise<void> => {
  await tx.query('lock table flextell.seeded in exclusive mode', []);
};
