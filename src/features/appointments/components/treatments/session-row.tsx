import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { isDeleted, presentProducts, type SessionNode } from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { InlineWarning } from '#ui/banner.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { Changed } from '../changes/changed.tsx';

/** The session's number and planned day. */
export function SessionRow({ node: { planned, path } }: { node: SessionNode }) {
  const { t } = useLingui();
  const format = useFormat();
  const { date: day, offset, number, source, conflict, session } = planned;
  const gap = session.next_gap_days;
  const products = presentProducts(session).length;
  const { gap: conflictGap = 0, offsetFromGap = 0 } = conflict ?? {};
  return (
    <>
      <span className="grid h-5.5 min-w-5.5 shrink-0 place-items-center rounded-md bg-accent-soft px-1 text-xs font-bold text-accent-soft-foreground">
        <span className="sr-only">{t`Session`} </span>
        <Changed path={path}>{number}</Changed>
      </span>
      <div className="min-w-0">
        <DotSeparated>
          {day !== null && <time dateTime={day}>{format.calendarDay(day, 'weekday')}</time>}
          <span className="text-caption text-foreground-subtle">
            {offset === null ? <Trans>planned, no date given</Trans> : <Trans>planned, day {offset}</Trans>}
            {source === 'gap' && (
              <>
                {' '}
                <Trans>(from the gaps)</Trans>
              </>
            )}
            {gap !== null && (
              <span className="sr-only">
                , <Plural one="next session after # day" other="next session after # days" value={gap} />
              </span>
            )}
          </span>
          {isDeleted(session) && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
        </DotSeparated>
        {conflict && (
          <InlineWarning>
            <Plural
              one={`By the previous gap of # day it would be on day ${offsetFromGap}`}
              other={`By the previous gap of # days it would be on day ${offsetFromGap}`}
              value={conflictGap}
            />
          </InlineWarning>
        )}
      </div>
      <span className="ms-auto shrink-0 ps-2 text-end text-caption text-foreground-subtle">
        {products > 0 && <Plural one="# product" other="# products" value={products} />}
      </span>
    </>
  );
}
