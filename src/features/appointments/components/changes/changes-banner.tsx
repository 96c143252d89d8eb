import { Trans, useLingui } from '@lingui/react/macro';
import { Sparkles } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { FieldPath } from '#features/appointments/model/changes.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { useChangeTexts } from './use-change-texts.ts';

interface ChangesBannerProps {
  before: Appointment;
  after: Appointment;
  /** The fields in which they differ; never empty. */
  changed: ReadonlySet<FieldPath>;
  onDismiss: () => void;
}

/** Lists the changes since the page was opened, with the values before and after, and announces each new change once. */
export function ChangesBanner({ onDismiss, ...versions }: ChangesBannerProps) {
  const { t } = useLingui();
  const format = useFormat();
  const announce = useAnnounce();
  const texts = useChangeTexts(versions);
  const text = format.list(
    texts.map(({ label, values }) => (values === null ? label : `${label}: ${values}`)),
  );

  const announceChanges = useEffectEvent(() => announce(t`The appointment changed: ${text}`));
  useEffect(() => {
    if (text !== '') announceChanges();
  }, [text]);

  return (
    <Banner icon={Sparkles} title={<Trans>Changed while you were here</Trans>} tone="warn">
      <ul>
        {texts.map(({ label, values }) => (
          <li key={`${label} ${values}`}>
            {label}
            {values !== null && (
              <>
                : <bdi translate="no">{values}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={onDismiss} size="small" variant="link">
        <Trans>Dismiss</Trans>
      </Button>
    </Banner>
  );
}
