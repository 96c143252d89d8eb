import { Trans, useLingui } from '@lingui/react/macro';
import type { AppointmentReading } from '#contract/read-appointment.ts';
import { noticeWords } from './notice-words.ts';

/** Where the answer is not as documented: what was expected, and what came. */
export function RecordNotices({ reading: { notices } }: { reading: AppointmentReading }) {
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
