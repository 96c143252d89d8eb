import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { isDeleted, presentProducts, type SessionNode } from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { InlineWarning } from '#ui/banner.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import type { RowIds } from '#ui/tree/tree-item.tsx';
import { Changed } from '../changes/changed.tsx';

interface SessionRowProps {
  node: SessionNode;
  ids: RowIds;
}

/** The session's number and planned day. */
export function SessionRow({ node: { planned, path }, ids }: SessionRowProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { date: day, offset, number, source, conflict, session } = planned;
  const gap = session.next_gap_days;
  const products = presentProducts(session).length;
  const { gap: conflictGap = 0, offsetFromGap = 0 } = conflict ?? {};
  return (
    <>
      <span
        aria-hidden="true"
        className="grid h-5.5 min-w-5.5 shrink-0 place-items-center rounded-md border border-transparent bg-accent-soft px-1 text-xs font-bold text-accent-soft-foreground"
      >
        <Changed path={path}>{number}</Changed>
      </span>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5">
        <span id={ids.name}>
          <span className="sr-only">{t`Session ${number}`}</span>
          {day !== null && (
            <>
              <span className="sr-only">, </span>
              <time dateTime={day}>{format.calendarDay(day, 'weekday')}</time>
            </>
          )}
        </span>
        <div className="min-w-0" id={ids.facts}>
          <DotSeparated>
            {day !== null && offset === 0 ? (
              <Badge size="small">
                <Trans>planned for this date</Trans>
              </Badge>
            ) : (
              <span className="text-caption text-foreground-subtle">
                {offset === null ? (
                  <Trans>planned, no date given</Trans>
                ) : (
                  <Trans>planned, day {offset}</Trans>
                )}
              </span>
            )}
            {source === 'gap' && (
              <span className="text-caption text-foreground-subtle">
                <Trans>(from the gaps)</Trans>
              </span>
            )}
            {isDeleted(session) && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
          </DotSeparated>
          {gap !== null && (
            <span className="sr-only">
              , <Plural one="next session after # day" other="next session after # days" value={gap} />
            </span>
          )}
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
      </div>
      <span className="ms-auto shrink-0 ps-2 text-end text-caption text-foreground-subtle" id={ids.moreFacts}>
        {products > 0 && <Plural one="# product" other="# products" value={products} />}
      </span>
    </>
  );
}
