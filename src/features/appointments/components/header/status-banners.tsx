import { Trans } from '@lingui/react/macro';
import { CircleX, Trash2 } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { Banner } from '#ui/banner.tsx';
import { normalizeCode } from '#features/appointments/model/codes.ts';
import { MomentText } from '../moment-text.tsx';

const isCancelled = (status: string | null): boolean =>
  status !== null && ['cancelled', 'canceled'].includes(normalizeCode(status));

/** Says first what makes everything below history: the visit is cancelled, or the record deleted. */
export function StandingBanners({ appointment }: { appointment: Appointment }) {
  const { status, cancellation_reason: reason, deleted_at: deleted } = appointment;
  const cancelled = isCancelled(status);
  if (!cancelled && reason === null && deleted === null) return null;
  return (
    <>
      {deleted && (
        <Banner
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          title={<Trans>This record is deleted.</Trans>}
          tone="bad"
        >
          <Trans>
            Deleted <MomentText moment={deleted} />
          </Trans>
        </Banner>
      )}
      {cancelled && (
        <Banner
          icon={<CircleX aria-hidden="true" className="size-5" />}
          title={<Trans>This appointment is cancelled.</Trans>}
          tone="bad"
        >
          {reason === null ? (
            <Trans>No reason given</Trans>
          ) : (
            <p className="whitespace-pre-line" dir="auto">
              {reason}
            </p>
          )}
        </Banner>
      )}
      {!cancelled && reason !== null && (
        <Banner
          icon={<CircleX aria-hidden="true" className="size-5" />}
          title={<Trans>A cancellation reason is recorded.</Trans>}
          tone="warn"
        >
          <p className="whitespace-pre-line" dir="auto">
            {reason}
          </p>
        </Banner>
      )}
    </>
  );
}
