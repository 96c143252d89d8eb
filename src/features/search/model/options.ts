import type { LucideIcon } from 'lucide-react';
import { foldText, foldWords } from '#lib/fold-text.ts';
import { paths } from '#lib/paths.ts';
import type { FoundCustomer } from '#features/search/api/search-customers.ts';
import type { PaletteQuery } from './query.ts';

/** Something the palette offers without a search: a recent record, a clinic, a page, a setting. */
interface Command {
  /** Unique among all options. */
  key: string;
  label: string;
  /** BCP 47, if it is not that of the page. */
  lang?: string;
  /** Shown after the label. */
  detail?: string;
  run: () => void;
}

export interface CommandGroup {
  name: string;
  icon: LucideIcon;
  commands: readonly Command[];
}

/** An appointment of the clinic `tenant`. */
export interface AppointmentTarget {
  tenant: string;
  id: string;
}

export type Option =
  | { kind: 'appointment'; key: string; id: string; code: string | null; path: string }
  | { kind: 'customer'; key: string; customer: FoundCustomer }
  | { kind: 'command'; key: string; icon: LucideIcon; command: Command };

/** The options of an appointment have the same key, however it was found. */
export const appointmentKey = ({ tenant, id }: AppointmentTarget): string => `appointment/${tenant}/${id}`;

/** The appointment that the text names; null for none. `known` is the one whose code was typed. */
export const namedAppointment = (
  query: PaletteQuery,
  tenant: string,
  known: AppointmentTarget | null,
): Option | null => {
  if (query.kind === 'link') {
    const { id, link } = query;
    return { kind: 'appointment', key: `link/${link}`, id, code: null, path: link };
  }
  const target = query.kind === 'appointment' || query.kind === 'number' ? { tenant, id: query.id } : known;
  if (target === null) return null;
  const { id } = target;
  const code = query.kind === 'code' ? query.code : null;
  return {
    kind: 'appointment',
    key: appointmentKey(target),
    id,
    code,
    path: paths.appointment(id, target.tenant),
  };
};

export const customerOptions = (customers: readonly FoundCustomer[]): Option[] =>
  customers.map((customer) => ({ kind: 'customer', key: `customer/${customer.id}`, customer }));

/** The commands that contain every word of the text, without those that are among `others` already. */
export const matchingCommands = (
  { name, icon, commands }: CommandGroup,
  text: string,
  others: readonly (Option | null)[],
): Option[] => {
  const words = foldWords(text);
  return commands
    .filter(({ key, label, detail = '' }) => {
      const folded = foldText(`${name} ${label} ${detail}`);
      return words.every((word) => folded.includes(word)) && others.every((other) => other?.key !== key);
    })
    .map((command) => ({ kind: 'command', key: command.key, icon, command }));
};
