import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ParsedAppointment } from '#contract/appointment.ts';
import type { Instant } from '#contract/time.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { InlineList } from '#ui/inline-list.tsx';
import { useDisplayNames } from '../display-names.tsx';
import { OtherFields, ownedFields } from './other-fields.tsx';
import { RawResponse } from './raw-response.tsx';
import { RecordDetails } from './record-details.tsx';
import { RecordDeviations } from './record-deviations.tsx';

interface RecordFooterProps {
  /** The number in the URL. */
  id: string;
  parsed: ParsedAppointment;
  /** When the data was received, in milliseconds since 1970. */
  checkedAt: number;
}

/** The record's dates, the unknown fields of the record and of its team and room, and the raw response. */
export function RecordFooter({ id, parsed, checkedAt }: RecordFooterProps) {
  const { appointment, other, raw } = parsed;
  const names = useDisplayNames();
  const team = [...(appointment?.doctor ? [appointment.doctor] : []), ...(appointment?.assistants ?? [])];
  const teamNames = names.users(team);
  const fields = [
    ...(appointment?.other ?? []),
    ...other,
    ...team.flatMap((person, index) => ownedFields(teamNames[index] ?? '', person)),
    ...(appointment?.room ? ownedFields(names.room(appointment.room), appointment.room) : []),
  ];
  return (
    <footer className="space-y-3 text-caption text-foreground-subtle print:space-y-1">
      {appointment && (
        <InlineList>
          <Timestamp label={<Trans>Created</Trans>} value={appointment.created_at} />
          <Timestamp label={<Trans>Updated</Trans>} value={appointment.updated_at} />
          <Timestamp label={<Trans>Deleted</Trans>} value={appointment.deleted_at} />
          <RecordAge checkedAt={checkedAt} />
        </InlineList>
      )}
      {/* Stated once, not guessed. */}
      <p>
        <Trans>
          Not sent by the service: the end of the appointment, payments, the currency of prices, and whether
          they include tax.
        </Trans>
      </p>
      <OtherFields fields={fields} />
      {appointment && (
        <Disclosure summary={<Trans>Record details</Trans>}>
          {() => <RecordDetails appointment={appointment} />}
        </Disclosure>
      )}
      {parsed.deviations.length > 0 && (
        <Disclosure summary={<AboutThisRecord count={parsed.deviations.length} />}>
          {() => <RecordDeviations parsed={parsed} />}
        </Disclosure>
      )}
      <Disclosure summary={<Trans>Raw response</Trans>}>{() => <RawResponse id={id} raw={raw} />}</Disclosure>
    </footer>
  );
}

function RecordAge({ checkedAt }: { checkedAt: number }) {
  const format = useFormat();
  const now = useNow('second');
  const ago = format.ago(Math.min(checkedAt, now), now);
  return (
    <li className="print:hidden">
      <Trans>Checked {ago}</Trans>
    </li>
  );
}

function Timestamp({ label, value }: { label: ReactNode; value: Instant | null }) {
  return (
    value && (
      <li>
        <span>
          {label} <DateTime value={value} />
        </span>
      </li>
    )
  );
}

function AboutThisRecord({ count }: { count: number }) {
  const { t } = useLingui();
  return t`About this record: differences from the documentation (${count})`;
}
