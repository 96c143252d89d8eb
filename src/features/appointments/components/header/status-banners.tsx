import { Trans } from '@lingui/react/macro';
import { CircleX, Trash2 } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { Banner } from '#ui/banner.tsx';
import { isCancelled } from './status-badge.tsx';

/** Banners for a cancelled appointment and a deleted record. */
export function StatusBanners({ appointment }: { appointment: Appointment }) {
  const { status, cancellation_reason: reason, deleted_at: deleted } = appointment;
  const cancelled = isCancelled(status);
  if (!cancelled && reason === null && deleted === null) return null;
  return (
    <>
      {deleted && (
        <Banner icon={Trash2} title={<Trans>This record is deleted.</Trans>} tone="danger">
          <Trans>
            Deleted <DateTime value={deleted} />
          </Trans>
        </Banner>
      )}
      {cancelled && (
        <Banner icon={CircleX} title={<Trans>This appointment is cancelled.</Trans>} tone="danger">
          {reason === null ? (
            <Trans>No reason given</Trans>
          ) : (
            <p className="whitespace-pre-line" dir="auto" translate="no">
              {reason}
            </p>
          )}
        </Banner>
      )}
      {!cancelled && reason !== null && (
        <Banner icon={CircleX} title={<Trans>A cancellation reason is recorded.</Trans>} tone="warn">
          <p className="whitespace-pre-line" dir="auto" translate="no">
            {reason}
          </p>
        </Banner>
      )}
    </>
  );
}
