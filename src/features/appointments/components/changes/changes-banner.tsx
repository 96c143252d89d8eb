import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Sparkles } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useFormat } from '#lib/format/use-format.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Banner } from '#ui/banner.tsx';
import { TextButton } from '#ui/button.tsx';
import type { FieldPath } from '#features/appointments/model/changes.ts';

/** What the parts of an appointment are called; others are called by their own name. */
const partNames = new Map<string, MessageDescriptor>([
  ['scheduled_at', msg`date and time`],
  ['status', msg`status`],
  ['cancellation_reason', msg`cancellation reason`],
  ['relation_type', msg`kind of visit`],
  ['creation_type', msg`kind of booking`],
  ['description', msg`notes`],
  ['code', msg`code`],
  ['customer', msg`customer`],
  ['customer_id', msg`customer`],
  ['doctor', msg`doctor`],
  ['assistants', msg`assistants`],
  ['room', msg`room`],
  ['room_id', msg`room`],
  ['treatments', msg`treatments`],
  ['parent_appointment', msg`earlier visit`],
  ['parent_appointment_id', msg`earlier visit`],
  ['child_appointments', msg`next visits`],
  ['deleted_at', msg`deletion`],
  ['other', msg`other fields`],
]);

interface ChangesBannerProps {
  /** Never empty. */
  changed: ReadonlySet<FieldPath>;
  onSeen: () => void;
}

/** Says what changed while the page was open, and tells screen readers once. */
export function ChangesBanner({ changed, onSeen }: ChangesBannerProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const announce = useAnnounce();
  const parts = [...new Set([...changed].map((path) => path.split('.')[0] ?? path))];
  const names = [
    ...new Set(
      parts.map((part) => {
        const known = partNames.get(part);
        return known ? i18n._(known) : part;
      }),
    ),
  ];
  const text = format.list(names);
  const said = useRef('');

  useEffect(() => {
    const news = [...changed].toSorted().join(' ');
    if (said.current === news) return;
    said.current = news;
    announce(t`The appointment changed: ${text}`);
  }, [changed, text, announce, t]);

  return (
    <Banner
      icon={<Sparkles aria-hidden="true" className="size-5" />}
      title={<Trans>Changed while you were here: {text}</Trans>}
      tone="warn"
    >
      <TextButton onClick={onSeen}>
        <Trans>I have seen it</Trans>
      </TextButton>
    </Banner>
  );
}
