import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Sparkles } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useFormat } from '#lib/format/use-format.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import type { FieldPath } from '#features/appointments/model/changes.ts';

/** The labels of an appointment's fields; a field without one is named by its key. */
const fieldLabels = new Map<string, MessageDescriptor>([
  ['scheduled_at', msg`date and time`],
  ['status', msg`status`],
  ['cancellation_reason', msg`cancellation reason`],
  ['relation_type', msg`appointment type`],
  ['creation_type', msg`booking type`],
  ['description', msg`notes`],
  ['code', msg`code`],
  ['customer', msg`customer`],
  ['customer_id', msg`customer`],
  ['doctor', msg`doctor`],
  ['assistants', msg`assistants`],
  ['room', msg`room`],
  ['room_id', msg`room`],
  ['treatments', msg`treatments`],
  ['parent_appointment', msg`earlier appointment`],
  ['parent_appointment_id', msg`earlier appointment`],
  ['child_appointments', msg`next appointments`],
  ['deleted_at', msg`deletion`],
  ['other', msg`other fields`],
]);

interface ChangesBannerProps {
  /** Never empty. */
  changed: ReadonlySet<FieldPath>;
  onDismiss: () => void;
}

/** Names the fields that changed while the page was open, and announces each new change once. */
export function ChangesBanner({ changed, onDismiss }: ChangesBannerProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const announce = useAnnounce();
  const labels = [...changed].map((path) => {
    const field = path.split('.')[0] ?? path;
    const label = fieldLabels.get(field);
    return label ? i18n._(label) : field;
  });
  const text = format.list([...new Set(labels)]);

  const announceChanges = useEffectEvent(() => announce(t`The appointment changed: ${text}`));
  const paths = [...changed].toSorted().join(' ');
  useEffect(() => {
    if (paths !== '') announceChanges();
  }, [paths]);

  return (
    <Banner icon={Sparkles} title={<Trans>Changed while you were here: {text}</Trans>} tone="warn">
      <Button onClick={onDismiss} size="small" variant="link">
        <Trans>Dismiss</Trans>
      </Button>
    </Banner>
  );
}
