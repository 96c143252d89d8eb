import { gatewayMigrations } from '#server/database/migrations.ts';
// oxlint-disable-next-line no-restricted-imports -- until the tests take their database from tests/support
import { demoMigrations } from '#server/embedded/migrations.ts';

export const migrations = [...gatewayMigrations, ...demoMigrations];
