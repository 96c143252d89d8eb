import { Trans, useLingui } from '@lingui/react/macro';
import type { ParsedAppointment } from '#contract/appointment.ts';
import { kindNames } from '../notice-words.ts';

/** Where the answer is not as documented: what was expected, and what came. */
export function RecordDeviations({ parsed: { deviations } }: { parsed: ParsedAppointment }) {
  const { i18n } = useLingui();
  const words = (kind: string): string => {
    const known = kindNames.get(kind);
    return known ? i18n._(known) : kind;
  };
  return (
    <ul className="list-disc space-y-1 ps-5">
      {deviations.map(({ path, expected, received, count }) => (
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
