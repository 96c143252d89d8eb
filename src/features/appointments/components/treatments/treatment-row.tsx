import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { TreatmentNode } from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { Changed } from '../changes/changed.tsx';
import { Flag } from './flag.tsx';
import { Marked } from './marked.tsx';

/** What, in which group, by whom, how long, for how much, and whether it still stands. */
export function TreatmentRow({ node: { treatment, span } }: { node: TreatmentNode }) {
  const { t } = useLingui();
  const format = useFormat();
  const { group, group_id, users, sessions, session: planned, products } = treatment;
  const groupName = group?.name ?? (group_id === null ? null : t`Group #${group_id}`);
  const people = users.map((user) => user.name ?? t`User #${user.id}`);
  const gone = treatment.deleted_at !== null;
  const parts: { key: string; node: ReactNode }[] = [];
  if (sessions.length > 0)
    parts.push({
      key: 'sessions',
      node:
        span === null ? (
          <Plural one="# session" other="# sessions" value={sessions.length} />
        ) : (
          <SessionsOverDays days={span} sessions={sessions.length} />
        ),
    });
  else if (planned !== null && planned > 0)
    parts.push({
      key: 'planned',
      node: <Plural one="# session planned" other="# sessions planned" value={planned} />,
    });
  if (products.length > 0)
    parts.push({
      key: 'products',
      node: <Plural one="# product" other="# products" value={products.length} />,
    });
  if (people.length > 0)
    parts.push({
      key: 'people',
      node: (
        <span dir="auto">
          <Marked text={format.list(people)} />
        </span>
      ),
    });
  return (
    <>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className={`font-semibold ${gone ? 'text-ink-3 line-through' : ''}`}>
            <bdi>
              <Changed path={`treatments.${treatment.id}`}>
                <Marked text={treatment.name ?? t`Treatment #${treatment.id}`} />
              </Changed>
            </bdi>
          </span>
          {groupName !== null && (
            <Badge small>
              <bdi>
                <Marked text={groupName} />
              </bdi>
            </Badge>
          )}
          {group?.is_active === false && <Badge small tone="warn">{t`Group inactive`}</Badge>}
          {treatment.is_active === false && <Badge small tone="warn">{t`Inactive`}</Badge>}
          {gone && <Badge small tone="bad">{t`Deleted`}</Badge>}
        </div>
        {parts.length > 0 && (
          <p className="text-[0.8125rem] text-ink-3">
            {parts.map(({ key, node }, index) => (
              <span key={key}>
                {index > 0 && ' ·\u00a0'}
                {node}
              </span>
            ))}
          </p>
        )}
        {planned !== null && sessions.length > 0 && planned !== sessions.length && (
          <Flag>
            <Plural one="# session planned" other="# sessions planned" value={planned} />,{' '}
            <Plural one="# listed" other="# listed" value={sessions.length} />
          </Flag>
        )}
      </div>
      <Price price={treatment.price} taxRate={treatment.tax_rate} />
    </>
  );
}

function SessionsOverDays({ sessions, days }: { sessions: number; days: number }) {
  return (
    <>
      <Plural one="# session" other="# sessions" value={sessions} />{' '}
      <Plural one="over # day" other="over # days" value={days} />
    </>
  );
}

function Price({ price, taxRate }: { price: string | null; taxRate: string | null }) {
  const format = useFormat();
  const rate = taxRate === null ? null : format.percent(taxRate);
  return (
    <div className="ms-auto shrink-0 ps-2 text-end text-sm whitespace-nowrap text-ink-2 tabular-nums max-[24rem]:flex max-[24rem]:basis-full max-[24rem]:justify-start max-[24rem]:gap-2 max-[24rem]:ps-6.5">
      {price === null ? (
        <span className="text-ink-3">
          <Trans>No price</Trans>
        </span>
      ) : (
        <bdi>{format.price(price)}</bdi>
      )}
      {rate !== null && (
        <div className="text-[0.8125rem] text-ink-3">
          <Trans>{rate} tax</Trans>
        </div>
      )}
    </div>
  );
}
