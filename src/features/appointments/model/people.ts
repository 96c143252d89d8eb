import type { Appointment, Named } from '#contract/appointment.ts';
import { foldWords } from '#lib/fold-text.ts';

/** Names with the same key look alike: they differ in case, accents or spaces at most. */
export const nameKey = (name: string): string => foldWords(name).join(' ');

/** All staff of the clinic named on the page of an appointment. */
const peopleOf = ({ doctor, assistants, customer, treatments }: Appointment): Named[] => [
  ...(doctor ? [doctor] : []),
  ...assistants,
  ...(customer?.related_user ? [customer.related_user] : []),
  ...treatments.flatMap(({ users }) => users),
];

/** The keys of the names that several people have. */
export const sharedNames = (appointment: Appointment): ReadonlySet<string> => {
  const firstIds = new Map<string, string | null>();
  const shared = new Set<string>();
  for (const { name, id } of peopleOf(appointment)) {
    if (name === null) continue;
    const key = nameKey(name);
    if (!firstIds.has(key)) firstIds.set(key, id);
    else if (firstIds.get(key) !== id) shared.add(key);
  }
  return shared;
};
