import { Trans } from '@lingui/react/macro';
import { CircleX, Trash2 } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { Banner } from '#ui/banner.tsx';
import { usePrivacy } from '#lib/use-privacy.ts';
import { isCancelled } from './status-badge.tsx';

/** Banners for a cancelled appointment and a deleted record. */
export function StatusBanners({ appointment }: { appointment: Appointment }) {
  const { status, cancellation_reason: reason, deleted_at: deleted } = appointment;
  const cancelled = isCancelled(status);
  if (!cancelled && reason === null && deleted === null) return null;
  return (
    <div className="my-2 space-y-2">
      {deleted && (
        <Banner icon={Trash2} title={<Trans>This record is deleted.</Trans>} tone="danger">
          <Trans>
            Deleted <DateTime value={deleted} />
          </Trans>
        </Banner>
      )}
      {cancelled && (
        <Banner icon={CircleX} title={<Trans>This appointment is cancelled.</Trans>} tone="danger">
          {reason === null ? <Trans>No reason given</Trans> : <Reason text={reason} />}
        </Banner>
      )}
      {!cancelled && reason !== null && (
        <Banner icon={CircleX} title={<Trans>A cancellation reason is recorded.</Trans>} tone="warn">
          <Reason text={reason} />
        </Banner>
      )}
    </div>
  );
}

function Reason({ text }: { text: string }) {
  const hidden = usePrivacy();
  return (
    <p className="whitespace-pre-line" data-private dir="auto" inert={hidden} translate="no">
      {text}
    </p>
  );
}
