import { useLingui } from '@lingui/react/macro';
import type { Appointment } from '#contract/appointment.ts';
import type { Instant } from '#contract/time.ts';
import { useClinic } from '#lib/clinic.tsx';
import { DateTime } from '#lib/format/date-time.tsx';
import { withKeys } from '#lib/with-keys.ts';
import { isVisibleIn } from '#features/appointments/model/customer.ts';

interface RecordRow {
  kind: string;
  name: string | null;
  id: string | null;
  /** Codes of the service, unchanged. */
  codes: (string | null)[];
  created: Instant | null;
  updated: Instant | null;
  deleted: Instant | null;
}

/** A table of the records on the page, with the number, codes and dates of each. */
export function RecordDetails({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const { customer, room, treatments } = appointment;
  const rows: RecordRow[] = [
    {
      ...dated(t`Appointment`, appointment.code, appointment),
      codes: [appointment.status, appointment.relation_type, appointment.creation_type],
    },
    ...(customer
      ? [
          dated(t`Customer`, null, customer),
          ...customer.tags
            .filter((tag) => isVisibleIn(tenant.id, tag.tenant_id))
            .map((tag) => dated(t`Tag`, tag.name, tag)),
        ]
      : []),
    ...(room ? [{ ...dated(t`Room`, room.name, room), codes: [room.status] }] : []),
    ...treatments.map((treatment) => dated(t`Treatment`, treatment.name, treatment)),
  ];
  return (
    <section
      aria-label={t`Record details`}
      className="overflow-x-auto"
      // A region that may scroll must be reachable by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="w-full min-w-[44rem] text-start wrap-normal [&_td]:py-1 [&_td]:pe-4 [&_td]:align-top [&_th]:py-1 [&_th]:pe-4 [&_th]:text-start [&_th]:align-top [&_th]:font-medium [&_time]:whitespace-nowrap">
        <caption className="sr-only">{t`Record details`}</caption>
        <thead>
          <tr>
            {[
              t`Record`,
              t({ message: 'Number', comment: 'A column: the number that identifies a record' }),
              t`Codes`,
              t`Created`,
              t`Updated`,
              t`Deleted`,
            ].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withKeys(rows, ({ kind, id }) => `${kind}-${id}`).map(({ key, item: row }) => (
            <tr className="border-t border-border-soft" key={key}>
              <th scope="row">
                {row.kind}
                {row.name !== null && (
                  <>
                    {': '}
                    <bdi translate="no">{row.name}</bdi>
                  </>
                )}
              </th>
              <td>{row.id}</td>
              <td dir="auto" translate="no">
                {row.codes.filter((code) => code !== null).join(', ')}
              </td>
              <td>{row.created && <DateTime value={row.created} />}</td>
              <td>{row.updated && <DateTime value={row.updated} />}</td>
              <td>{row.deleted && <DateTime value={row.deleted} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const dated = (
  kind: string,
  name: string | null,
  record: Pick<Appointment, 'id' | 'created_at' | 'updated_at' | 'deleted_at'>,
): RecordRow => ({
  kind,
  name,
  id: record.id,
  codes: [],
  created: record.created_at,
  updated: record.updated_at,
  deleted: record.deleted_at,
});
