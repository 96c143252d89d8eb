import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { NextAppointment } from '#features/search/api/get-next-appointment.ts';
import type { FoundCustomer } from '#features/search/api/search-customers.ts';
import type { Option } from '#features/search/model/options.ts';
import { findWords } from '#lib/fold-text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Avatar } from '#ui/avatar.tsx';
import { HighlightedText } from '#ui/highlight.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';

interface OptionRowProps {
  option: Option;
  id: string;
  highlighted: boolean;
  /** The text whose words are marked in a customer's name. */
  text: string;
  /** Of a customer; null if it is not known. */
  next: NextAppointment | null;
  onSelect: () => void;
}

/** An option of the palette's listbox. The focus stays in the text field. */
export function OptionRow({ option, id, highlighted, text, next, onSelect }: OptionRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (highlighted) row.current?.scrollIntoView({ block: 'nearest' });
  }, [highlighted]);
  return (
    // The keys are those of the combobox.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      aria-selected={highlighted}
      className="flex min-h-11 cursor-pointer items-center gap-3 px-4.5 py-2 text-sm hover:bg-border-soft aria-selected:bg-accent-soft forced-colors:aria-selected:outline-2 forced-colors:aria-selected:-outline-offset-2"
      id={id}
      onClick={onSelect}
      onPointerDown={(event) => event.preventDefault()}
      ref={row}
      role="option"
    >
      <Content next={next} option={option} text={text} />
    </div>
  );
}

function Content({ option, text, next }: Pick<OptionRowProps, 'option' | 'text' | 'next'>) {
  const { t } = useLingui();
  if (option.kind === 'customer')
    return <CustomerContent customer={option.customer} next={next} text={text} />;
  if (option.kind === 'appointment')
    return (
      <Line icon={<CalendarDays className="size-4" />}>
        {option.code === null ? (
          t`Appointment #${{ id: option.id }}`
        ) : (
          <bdi translate="no">{option.code}</bdi>
        )}
      </Line>
    );
  const { icon: Icon, command } = option;
  return (
    <Line icon={<Icon className="size-4" />}>
      <DotSeparated>
        <bdi lang={command.lang}>{command.label}</bdi>
        {command.detail !== undefined && (
          <bdi className="text-foreground-muted" translate="no">
            {command.detail}
          </bdi>
        )}
      </DotSeparated>
    </Line>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className="grid w-8 shrink-0 place-items-center text-foreground-subtle">{icon}</span>
      <span className="min-w-0">{children}</span>
    </>
  );
}

interface CustomerContentProps {
  customer: FoundCustomer;
  text: string;
  next: NextAppointment | null;
}

/** Date of birth and the end of the phone number distinguish namesakes. */
function CustomerContent({ customer, text, next }: CustomerContentProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { id, name, dateOfBirth, phoneEnd, deleted } = customer;
  const birth =
    dateOfBirth?.date == null ? (dateOfBirth?.text ?? null) : format.calendarDay(dateOfBirth.date, 'long');
  return (
    <>
      <Avatar initials={name === '' ? '#' : format.initials(name)} />
      <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4">
        <span className="min-w-0">
          <bdi className={`block font-semibold ${deleted ? 'line-through' : ''}`} translate="no">
            {name === '' ? t`Unnamed customer #${id}` : <HighlightedName name={name} text={text} />}
          </bdi>
          <span className="block text-caption text-foreground-muted">
            <DotSeparated>
              {deleted && <Trans>Deleted</Trans>}
              {birth !== null && t`born ${birth}`}
              {phoneEnd !== null && <PhoneEnd digits={phoneEnd} />}
            </DotSeparated>
          </span>
        </span>
        {next !== null && <Next appointment={next} />}
      </span>
    </>
  );
}

function HighlightedName({ name, text }: { name: string; text: string }) {
  return <HighlightedText ranges={findWords(name, text)} text={name} />;
}

function PhoneEnd({ digits }: { digits: string }) {
  const { t } = useLingui();
  return (
    <>
      <span className="sr-only">{t`phone number ends in ${digits}`}</span>
      <span aria-hidden="true" className="tabular-nums" dir="ltr">
        ••• {digits.replace(/^(\d{2})(?=\d)/, '$1 ')}
      </span>
    </>
  );
}

function Next({ appointment: { scheduledAt, doctorName } }: { appointment: NextAppointment }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  if (scheduledAt === null) return null;
  const time = format.time(scheduledAt);
  const when = format.day(scheduledAt) === format.day(now) ? t`today ${time}` : format.dateTime(scheduledAt);
  return (
    <span className="text-caption text-foreground-muted sm:text-end">
      <span className="tabular-nums">{t`next: ${when}`}</span>
      {doctorName !== null && (
        <>
          {' '}
          <bdi className="sm:block" translate="no">
            {doctorName}
          </bdi>
        </>
      )}
    </span>
  );
}
