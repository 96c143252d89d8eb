import { clinics, memberships, users } from './clinics.ts';
import { showcase } from './showcase.ts';

interface DemonstrationAccount {
  user: number;
  username: string;
  name: string;
  /** The clinics the person belongs to, by id. */
  tenants: number[];
}

interface DemonstrationLink {
  /** Path and query on the application's own address. */
  path: string;
  shows: string;
}

/** Letters that an address does not take, as people write them there. */
const plain: Readonly<Record<string, string>> = { ı: 'i', ş: 's', ç: 'c', ğ: 'g', ö: 'o', ü: 'u' };

const username = (user: { id: number; name: string }): string => {
  const words = user.name
    .replace(/^(Dr\.|د\.)\s*/u, '')
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(/[ışçğöü]/g, (letter) => plain[letter] ?? letter)
    .split(' ');
  const name = words.join('.');
  return `${/^[a-z.]+$/.test(name) ? name : `user${user.id}`}@example.com`;
};

const accounts: DemonstrationAccount[] = users.map((user) => ({
  user: user.id,
  username: username(user),
  name: user.name,
  tenants: memberships
    .filter(({ user_id }) => user_id === user.id)
    .map(({ tenant_id }) => tenant_id)
    .toSorted((a, b) => a - b),
}));

/** Ids and descriptions do not depend on the day; the hour the clocks change at does, a little. */
const links: DemonstrationLink[] = showcase(1, true).map(({ tenant, id, shows }) => ({
  path: `/appointments/${id}?tenant=${tenant}`,
  shows: id === 31 ? 'In the hour that is skipped, or comes twice, when the clocks change' : shows,
}));

/** What the demonstration data offers: for the start-up message and the docs. */
export const demonstration = {
  /** The same for every account. Documented, and worth nothing: it opens made-up records. */
  password: 'appointments',
  accounts,
  clinics: clinics.map(({ id, name, timezone }) => ({ id, name, timezone })),
  /** The first is the one to try. */
  links,
} as const;
