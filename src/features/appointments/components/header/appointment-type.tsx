import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { humanizeCode, normalizeCode } from '#features/appointments/model/codes.ts';

const relations = new Map<string, MessageDescriptor>([
  ['follow_up', msg`Follow-up`],
  ['consultation', msg`Consultation`],
  ['control', msg`Control`],
  ['treatment', msg`Treatment`],
  ['session', msg`Session`],
  ['first_visit', msg`First visit`],
  ['initial', msg`First visit`],
  ['emergency', msg`Emergency`],
]);

const creations = new Map<string, MessageDescriptor>([
  ['online', msg`Booked online`],
  ['phone', msg`Booked by phone`],
  ['whatsapp', msg`Booked by WhatsApp`],
  ['walk_in', msg`Walk-in`],
  ['manual', msg`Entered by hand`],
  ['reception', msg`Booked at reception`],
  ['automatic', msg`Created automatically`],
  ['api', msg`Created by another system`],
]);

/** A code of the service in the reader's words; the code itself is its tooltip. */
function Coded({ code, words }: { code: string; words: ReadonlyMap<string, MessageDescriptor> }) {
  const { i18n } = useLingui();
  const known = words.get(normalizeCode(code));
  return (
    <span dir="auto" title={code}>
      {known ? i18n._(known) : humanizeCode(code)}
    </span>
  );
}

/** What kind of visit it is: "Follow-up", "Consultation". */
export const RelationType = ({ code }: { code: string }) => <Coded code={code} words={relations} />;

/** How it came to be: "Booked online". */
export const CreationType = ({ code }: { code: string }) => <Coded code={code} words={creations} />;
