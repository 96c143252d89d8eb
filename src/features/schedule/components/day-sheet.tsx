import { Trans, useLingui } from '@lingui/react/macro';
import { Fragment, type ReactNode, useEffect, useEffectEvent } from 'react';
import type { DaySheetRecord } from '#contract/day-sheet.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { withKeys } from '#lib/with-keys.ts';
import type { DaySheetRecords } from '../api/get-day-sheet.ts';
import type { RowState } from '../api/get-rows.ts';
import { doctorsOf, durationOf, type Entry, groupBy } from '../model/entries.ts';
import { CustomerName, EntryStatus, isInactive, PendingMove } from './entry-parts.tsx';

interface DaySheetProps {
  heading: string;
  clinic: string;
  /** The filters that were applied; empty for none. */
  filters: string;
  entries: readonly Entry[];
  records: DaySheetRecords;
  /** False if the list itself may lack appointments. */
  complete: boolean;
  /** Called when the browser's print dialog was closed. */
  onPrinted: () => void;
}

/** The printed day sheet: a page for each doctor. Opens the browser's print dialog. */
export function DaySheet({ heading, clinic, filters, entries, records, complete, onPrinted }: DaySheetProps) {
  const { t } = useLingui();
  const format = useFormat();
  const missing = [...records.values()].filter((record) => record === null).length;
  const pages = groupBy(entries, doctorsOf(entries, format.compare), ({ item }) => item.doctor_name);

  const printed = useEffectEvent(onPrinted);
  // Once: another render must not open the dialog again.
  useEffect(() => {
    const onAfterPrint = () => printed();
    window.addEventListener('afterprint', onAfterPrint);
    window.print();
    return () => window.removeEventListener('afterprint', onAfterPrint);
  }, []);

  return (
    <div className="hidden print:block">
      {pages.map(({ key: doctor, entries: own }) => (
        <section className="break-after-page last:break-after-auto" key={doctor ?? ''}>
          <table className="w-full table-fixed text-sm">
            <colgroup>
              <col className="w-[10%]" />
              <col className="w-[15%]" />
              <col className="w-[19%]" />
              <col className="w-[13%]" />
              <col />
            </colgroup>
            {/* The browser repeats it on every sheet of paper. */}
            <thead>
              <tr>
                <td className="border-b-2 border-foreground pb-2" colSpan={5}>
                  <h2 className="text-lg font-bold">
                    {doctor === null ? t`No doctor` : <bdi translate="no">{doctor}</bdi>}
                  </h2>
                  <p className="text-base">
                    {heading} · <bdi translate="no">{clinic}</bdi>
                    {filters !== '' && ` · ${filters}`}
                  </p>
                  {(missing > 0 || !complete) && (
                    <p className="mt-2 inline-block border-2 border-foreground px-2 py-0.5 text-base font-bold uppercase">
                      <Trans>Incomplete</Trans>
                      {missing > 0 && ` · ${t`records not loaded: ${missing}`}`}
                    </p>
                  )}
                </td>
              </tr>
              <tr className="border-b border-foreground text-start">
                <SheetHeading>{t`Time`}</SheetHeading>
                <SheetHeading>{t`Customer`}</SheetHeading>
                <SheetHeading>{t`Treatment`}</SheetHeading>
                <SheetHeading>{t`Room`}</SheetHeading>
                <SheetHeading>{t`Products to prepare`}</SheetHeading>
              </tr>
            </thead>
            <tbody>
              {own.map((entry) => (
                <SheetRow
                  entry={entry}
                  key={entry.key}
                  record={entry.id === null ? null : (records.get(entry.id) ?? null)}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function SheetHeading({ children }: { children: string }) {
  return (
    <th className="pt-3 pb-1 pe-2 text-start font-semibold" scope="col">
      {children}
    </th>
  );
}

function SheetCell({ children }: { children?: ReactNode }) {
  return <td className="py-1.5 pe-2 align-top">{children}</td>;
}

function SheetRow({ entry, record }: { entry: Entry; record: DaySheetRecord | null }) {
  const { t } = useLingui();
  const format = useFormat();
  const minutes = durationOf(entry);
  const { customer = null, deleted_at = null } = record ?? {};
  const row: RowState = record
    ? {
        state: 'loaded',
        row: { code: null, customer, treatments: [], room: null, deleted_at, other: [] },
      }
    : { state: 'failed', error: '' };
  const inactive = isInactive(entry, row);
  const treatments = record?.treatments.flatMap(({ name }) => name ?? []) ?? [];
  return (
    <tr className="break-inside-avoid border-b border-border">
      <th className="py-1.5 pe-2 text-start align-top font-semibold" scope="row">
        {entry.start === null ? t`Not scheduled` : format.time(entry.start)}
        {minutes !== null && <span className="block font-normal">{format.minutes(minutes)}</span>}
      </th>
      <SheetCell>
        <span className={inactive ? 'line-through' : ''}>
          <CustomerName entry={entry} row={row} />
        </span>
        {(inactive || entry.item.meta?.reschedule_confirmation_pending) && (
          <span className="block">
            <EntryStatus entry={entry} row={row} /> <PendingMove entry={entry} />
          </span>
        )}
      </SheetCell>
      <SheetCell>
        <span dir="auto" translate="no">
          {treatments.length > 0 ? format.list(treatments) : entry.item.treatment_name}
        </span>
      </SheetCell>
      <SheetCell>
        <bdi translate="no">{record?.room_name}</bdi>
      </SheetCell>
      <SheetCell>{record && !inactive && <Products record={record} />}</SheetCell>
    </tr>
  );
}

/**
 * By treatment, if several need products, and by session, because the service does not report which session of a
 * treatment an appointment is.
 */
function Products({ record }: { record: DaySheetRecord }) {
  const treatments = record.treatments
    .map(({ name, sessions }) => ({
      name,
      numbered: sessions.length > 1,
      sessions: sessions.filter(({ products }) => products.length > 0),
    }))
    .filter(({ sessions }) => sessions.length > 0);
  return withKeys(treatments, ({ name }) => name).map(({ key, item: { name, numbered, sessions } }) => (
    <Fragment key={key}>
      {treatments.length > 1 && (
        <p className="font-semibold" dir="auto" translate="no">
          {name}
        </p>
      )}
      <Sessions numbered={numbered} sessions={sessions} />
    </Fragment>
  ));
}

interface SessionsProps {
  numbered: boolean;
  sessions: DaySheetRecord['treatments'][number]['sessions'];
}

function Sessions({ numbered, sessions }: SessionsProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <ul>
      {withKeys(sessions, ({ session_order }) => String(session_order)).map(
        ({ key, item: { session_order: number, products } }) => {
          const names = products.map(({ name, quantity, unit }) =>
            [quantity === null ? null : format.decimal(quantity), unit, name].filter(Boolean).join(' '),
          );
          return (
            <li key={key}>
              {numbered && number !== null && <b>{t`Session ${number}:`} </b>}
              <span dir="auto" translate="no">
                {format.list(names)}
              </span>
            </li>
          );
        },
      )}
    </ul>
  );
}
