import { useLingui } from '@lingui/react/macro';
import type { Appointment } from '#contract/appointment.ts';
import type { Instant } from '#contract/time.ts';
import { withKeys } from '#lib/with-keys.ts';
import { isVisibleIn } from '#features/appointments/model/redact.ts';
import { MomentText } from '../moment-text.tsx';
import { useReadingTenant } from '../opened-appointment.ts';

interface RecordRow {
  kind: string;
  name: string | null;
  id: string | null;
  /** Codes of the service, as they came. */
  codes: (string | null)[];
  created: Instant | null;
  updated: Instant | null;
  deleted: Instant | null;
}

/** The records behind the page: number, codes and dates of each, for whoever has to look one up. */
export function RecordDetails({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const tenant = useReadingTenant();
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
            .filter((tag) => isVisibleIn(tenant, tag.tenant_id))
            .map((tag) => dated(t`Tag`, tag.name, tag)),
        ]
      : []),
    ...(room ? [{ ...dated(t`Room`, room.name, room), codes: [room.status] }] : []),
    ...treatments.map((treatment) => dated(t`Treatment`, treatment.name, treatment)),
  ];
  return (
    <div className="overflow-x-auto" tabIndex={-1}>
      <table className="w-full text-start [&_td]:py-1 [&_td]:pe-4 [&_td]:align-top [&_th]:pe-4 [&_th]:text-start [&_th]:font-medium">
        <thead>
          <tr>
            {[t`Record`, t`Number`, t`Codes`, t`Created`, t`Updated`, t`Deleted`].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withKeys(rows, ({ kind, id }) => `${kind}-${id}`).map(({ key, item: row }) => (
            <tr className="border-t border-line-soft" key={key}>
              <td>
                {row.kind}
                {row.name !== null && (
                  <>
                    {': '}
                    <bdi>{row.name}</bdi>
                  </>
                )}
              </td>
              <td>{row.id}</td>
              <td dir="auto">{row.codes.filter((code) => code !== null).join(', ')}</td>
              <td>{row.created && <MomentText moment={row.created} />}</td>
              <td>{row.updated && <MomentText moment={row.updated} />}</td>
              <td>{row.deleted && <MomentText moment={row.deleted} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
