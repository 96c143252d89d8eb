import type { SampleAppointment } from '#contract/session.ts';
import type { Config } from './config.ts';

/** How to sign in to the embedded service, and what to look at. */
export interface Demonstration {
  password: string;
  accounts: readonly { username: string; clinics: readonly string[] }[];
  samples: readonly SampleAppointment[];
}

/** Accounts listed at the start; docs/demonstration-data.md has the rest. */
const maxAccounts = 3;

const howToSignIn = ({ password, accounts }: Demonstration): string[] => {
  const listed = accounts.slice(0, maxAccounts);
  const width = Math.max(...listed.map(({ username }) => username.length));
  return [
    `  Sign in as        with one click, or with the password "${password}"`,
    ...listed.map(({ username, clinics }) => `    ${username.padEnd(width)}  ${clinics.join(', ')}`),
  ];
};

const service = ({ upstream }: Config): string => {
  if (upstream.kind === 'embedded') return 'the embedded service, with demonstration data';
  return upstream.kind === 'token' ? `${upstream.origin}, with FLEXTELL_TOKEN` : upstream.origin;
};

/** The message that is printed when the server has started. It ends with a line break. */
export const welcome = (config: Config, publicUrl: string, demonstration: Demonstration | null): string =>
  [
    '',
    `  Appointment Viewer is running.  Ctrl-C ends it.`,
    '',
    `  Open              ${publicUrl}`,
    `  An appointment    ${publicUrl}/appointments/42${demonstration ? '?tenant=1' : ''}`,
    ...(demonstration ? howToSignIn(demonstration) : []),
    `  Service           ${service(config)}`,
    `  Data              ${config.databaseUrl === null ? config.dataDirectory : 'PostgreSQL (DATABASE_URL)'}`,
    '',
    '',
  ].join('\n');
