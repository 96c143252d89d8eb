import type { Config } from './config.ts';

/** What the embedded service offers to try. */
export interface Demonstration {
  password: string;
  accounts: readonly { username: string; name: string; tenants: readonly number[] }[];
  clinics: readonly { id: number; name: string }[];
  links: readonly { path: string; shows: string }[];
}

/** Accounts named at the start; the rest is in the docs. */
const fewAccounts = 3;

const howToSignIn = ({ password, accounts, clinics }: Demonstration): string[] => {
  const names = new Map(clinics.map(({ id, name }) => [id, name]));
  // Who belongs to most clinics sees most.
  const few = accounts.toSorted((a, b) => b.tenants.length - a.tenants.length).slice(0, fewAccounts);
  const width = Math.max(...few.map(({ username }) => username.length));
  return [
    `  Sign in as        with the password "${password}"`,
    ...few.map(
      ({ username, tenants }) =>
        `    ${username.padEnd(width)}  ${tenants.map((id) => names.get(id) ?? `#${id}`).join(', ')}`,
    ),
  ];
};

const service = ({ upstream }: Config): string => {
  if (upstream.kind === 'embedded') return 'the embedded one, with made-up records';
  return upstream.kind === 'token' ? `${upstream.origin}, with FLEXTELL_TOKEN` : upstream.origin;
};

/** What the start says to the person at the terminal. Ends with a line end. */
export const welcome = (config: Config, publicUrl: string, demonstration: Demonstration | null): string =>
  [
    '',
    `  Appointment Viewer is running.  Ctrl-C ends it.`,
    '',
    `  Open              ${publicUrl}`,
    `  An appointment    ${publicUrl}${demonstration?.links[0]?.path ?? '/appointments/42'}`,
    ...(demonstration ? howToSignIn(demonstration) : []),
    `  Service           ${service(config)}`,
    `  Data              ${config.databaseUrl === null ? config.dataDirectory : 'PostgreSQL (DATABASE_URL)'}`,
    '',
    '',
  ].join('\n');
