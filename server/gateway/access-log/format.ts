import type { Entry } from './store.ts';

const columns = ['at', 'who', 'clinic', 'appointment', 'action', 'request_id'] as const;

type Printed = Readonly<Record<(typeof columns)[number], string>>;

const printed = ({ at, requestId, ...entry }: Entry): Printed => ({
  at: at.toISOString(),
  who: entry.who,
  clinic: entry.clinic,
  appointment: entry.appointment,
  action: entry.action,
  request_id: requestId,
});

/** One JSON object, in one line. */
export const toJsonLine = (entry: Entry): string => JSON.stringify(printed(entry));

/** What spreadsheets take for the begin of a formula, their wide forms included. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Always quoted; an apostrophe keeps a spreadsheet from calculating what is a text. */
const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export const csvHeader = `${columns.join(',')}\r`;

/** One line of RFC 4180, without its last letter, the line feed. */
export const toCsvLine = (entry: Entry): string => {
  const texts = printed(entry);
  return `${columns.map((column) => cell(texts[column])).join(',')}\r`;
};
