import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ParsedAppointment } from '#contract/appointment.ts';
import type { Instant } from '#contract/time.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { Later } from '#ui/later.tsx';
import { appointmentLater } from '../later.ts';
import { MomentText } from '../moment-text.tsx';
import { OtherFields } from './other-fields.tsx';

interface RecordFooterProps {
  parsed: ParsedAppointment;
  /** When the answer on the page came, in milliseconds since 1970. */
  checkedAt: number;
}

/** The record's own dates, what nobody planned for, and the answer itself: small, at the end, complete. */
export function RecordFooter({ parsed, checkedAt }: RecordFooterProps) {
  const { appointment, other, raw } = parsed;
  const fields = [...(appointment?.other ?? []), ...other];
  return (
    <footer className="space-y-3 text-[0.8125rem] text-ink-3">
      {appointment && (
        <div className="overflow-x-clip">
          <p className="-ms-4 flex flex-wrap gap-y-1">
            <Stamp label={<Trans>Created</Trans>} moment={appointment.created_at} />
            <Stamp label={<Trans>Updated</Trans>} moment={appointment.updated_at} />
            <Stamp label={<Trans>Deleted</Trans>} moment={appointment.deleted_at} />
            <Checked at={checkedAt} />
          </p>
        </div>
      )}
      <OtherFields fields={fields} />
      {appointment && (
        <Disclosure summary={<Trans>Record details</Trans>}>
          {() => (
            <Later of={appointmentLater}>
              {({ RecordDetails }) => <RecordDetails appointment={appointment} />}
            </Later>
          )}
        </Disclosure>
      )}
      {parsed.deviations.length > 0 && (
        <Disclosure summary={<AboutThisRecord count={parsed.deviations.length} />}>
          {() => (
            <Later of={appointmentLater}>
              {({ RecordDeviations }) => <RecordDeviations parsed={parsed} />}
            </Later>
          )}
        </Disclosure>
      )}
      <Disclosure summary={<Trans>The raw answer</Trans>}>
        {() => <Later of={appointmentLater}>{({ RawAnswer }) => <RawAnswer raw={raw} />}</Later>}
      </Disclosure>
    </footer>
  );
}

/** The dot between two stamps stands before each, and the first of a line has it cut off. */
const stamp = "relative ps-4 before:absolute before:start-1.5 before:content-['·']";

function Checked({ at }: { at: number }) {
  const format = useFormat();
  const now = useNow('second');
  const ago = format.ago(Math.min(at, now), now);
  return (
    <span className={`${stamp} print:hidden`}>
      <Trans>Checked {ago}</Trans>
    </span>
  );
}

function Stamp({ label, moment }: { label: ReactNode; moment: Instant | null }) {
  return (
    moment && (
      <span className={stamp}>
        {label} <MomentText moment={moment} />
      </span>
    )
  );
}

function AboutThisRecord({ count }: { count: number }) {
  const { t } = useLingui();
  return t`About this record: differences from the documentation (${count})`;
}
