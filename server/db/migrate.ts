import * as database from '#server/database/migrate.ts';
import type { Database } from './database.ts';

export const migrate = (db: Database, migrations: readonly database.Migration[]): Promise<string[]> =>
  database.migrate(db.pool, migrations);
