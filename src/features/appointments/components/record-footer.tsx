import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { AppointmentReading } from '#contract/read-appointment.ts';
import type { Moment } from '#contract/time.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { MomentText } from './moment-text.tsx';
import { noticeWords } from './notice-words.ts';
import { OtherFields } from './other-fields.tsx';
import { RawAnswer } from './raw-answer.tsx';
import { RecordDetails } from './record-details.tsx';

interface RecordFooterProps {
  reading: AppointmentReading;
  /** When the answer on the page came, in milliseconds since 1970. */
  checkedAt: number;
}

/** The record's own dates, what nobody planned for, and the answer itself: small, at the end, complete. */
export function RecordFooter({ reading, checkedAt }: RecordFooterProps) {
  const { appointment, other, raw } = reading;
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
          {() => <RecordDetails appointment={appointment} />}
        </Disclosure>
      )}
      {reading.notices.length > 0 && (
        <Disclosure summary={<AboutThisRecord count={reading.notices.length} />}>
          {() => <Notices reading={reading} />}
        </Disclosure>
      )}
      <Disclosure summary={<Trans>The raw answer</Trans>}>{() => <RawAnswer raw={raw} />}</Disclosure>
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

function Stamp({ label, moment }: { label: ReactNode; moment: Moment | null }) {
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

function Notices({ reading: { notices } }: { reading: AppointmentReading }) {
  const { i18n } = useLingui();
  const words = (kind: string): string => {
    const known = noticeWords.get(kind);
    return known ? i18n._(known) : kind;
  };
  return (
    <ul className="list-disc space-y-1 ps-5">
      {notices.map(({ path, expected, received, count }) => (
        <li key={`${path}|${expected}|${received}`}>
          <code>{path}</code>: <Difference expected={words(expected)} received={words(received)} />
          {count > 1 && ` (×${count})`}
        </li>
      ))}
    </ul>
  );
}

function Difference({ expected, received }: { expected: string; received: string }) {
  return (
    <Trans>
      {expected} was expected, {received} came
    </Trans>
  );
}
