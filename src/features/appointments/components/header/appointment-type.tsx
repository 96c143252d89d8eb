import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { humanizeCode, normalizeCode } from '#features/appointments/model/codes.ts';

const relations = new Map<string, MessageDescriptor>([
  ['follow_up', msg`Follow-up`],
  ['consultation', msg`Consultation`],
  ['control', msg({ message: 'Control', comment: 'A type of appointment: a check-up' })],
  ['treatment', msg`Treatment`],
  ['session', msg`Session`],
  ['first_visit', msg`First appointment`],
  ['initial', msg`First appointment`],
  ['emergency', msg`Emergency`],
]);

const creations = new Map<string, MessageDescriptor>([
  ['online', msg`Booked online`],
  ['phone', msg`Booked by phone`],
  ['whatsapp', msg`Booked by WhatsApp`],
  ['walk_in', msg`Walk-in`],
  ['manual', msg`Entered manually`],
  ['reception', msg`Booked at reception`],
  ['automatic', msg`Created automatically`],
  ['api', msg`Created by another system`],
]);

/** The labels of known types of appointments and bookings. */
export const relationLabel = (code: string): MessageDescriptor | undefined =>
  relations.get(normalizeCode(code));
export const creationLabel = (code: string): MessageDescriptor | undefined =>
  creations.get(normalizeCode(code));

interface CodeLabelProps {
  code: string;
  labels: ReadonlyMap<string, MessageDescriptor>;
}

/** The label of a code, with the code itself as the tooltip. */
function CodeLabel({ code, labels }: CodeLabelProps) {
  const { i18n } = useLingui();
  const known = labels.get(normalizeCode(code));
  return (
    <span dir="auto" title={code} translate={known ? undefined : 'no'}>
      {known ? i18n._(known) : humanizeCode(code)}
    </span>
  );
}

/** "Follow-up", "Consultation". */
export const RelationType = ({ code }: { code: string }) => <CodeLabel code={code} labels={relations} />;

/** "Booked online", "Walk-in". */
export const CreationType = ({ code }: { code: string }) => <CodeLabel code={code} labels={creations} />;
