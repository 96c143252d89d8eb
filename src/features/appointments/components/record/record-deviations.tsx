import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ParsedAppointment } from '#contract/appointment.ts';
import type { Kind } from '#contract/readers.ts';

/** Labels for the kinds of values that the contract's reader names. */
const kindLabels: Readonly<Record<Kind, MessageDescriptor>> = {
  null: msg`null`,
  nothing: msg`nothing`,
  text: msg`text`,
  'a number': msg`a number`,
  'a whole number': msg`a whole number`,
  'a decimal': msg`a decimal`,
  'a decimal as text': msg`a decimal as text`,
  'a decimal as a number': msg`a decimal as a number`,
  'true or false': msg`true or false`,
  'a date': msg`a date`,
  'a date with time': msg`a date with time`,
  'a date with time and zone': msg`a date with time and zone`,
  'a list': msg`a list`,
  'an empty list': msg`an empty list`,
  'an item': msg`an item`,
  'an object': msg`an object`,
  'an object with data': msg`an object with data`,
  'an appointment': msg`an appointment`,
  'the number of the nested record': msg`the number of the nested record`,
  'another number': msg`another number`,
};

/** The differences between the response and the documentation. */
export function RecordDeviations({ parsed: { deviations } }: { parsed: ParsedAppointment }) {
  const { i18n } = useLingui();
  const labelOf = (kind: Kind): string => i18n._(kindLabels[kind]);
  return (
    <ul className="list-disc space-y-1 ps-5">
      {deviations.map(({ path, expected, received, count }) => (
        <li key={`${path}|${expected}|${received}`}>
          <code>{path}</code>: <Difference expected={labelOf(expected)} received={labelOf(received)} />
          {count > 1 && ` (×${count})`}
        </li>
      ))}
    </ul>
  );
}

function Difference({ expected, received }: { expected: string; received: string }) {
  return (
    <Trans>
      expected {expected}, received {received}
    </Trans>
  );
}
