import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { FieldPath } from '#features/appointments/model/changes.ts';
import {
  isDeleted,
  presentProducts,
  presentSessions,
  type TreatmentNode,
} from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { InlineWarning } from '#ui/banner.tsx';
import { Highlight } from '#ui/highlight.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import type { RowIds } from '#ui/tree/tree-item.tsx';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../display-names.tsx';

interface TreatmentRowProps {
  node: TreatmentNode;
  ids: RowIds;
}

/** The treatment's name, group, size, practitioners, price and state. */
export function TreatmentRow({ node: { treatment, path, span }, ids }: TreatmentRowProps) {
  const { t } = useLingui();
  const format = useFormat();
  const names = useDisplayNames();
  const { group, group_id, users, session: planned } = treatment;
  const sessions = presentSessions(treatment).length;
  const products = presentProducts(treatment).length;
  const groupName = group?.name ?? (group_id === null ? null : t`Group #${group_id}`);
  const people = names.users(users);
  const gone = isDeleted(treatment);
  return (
    <>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span
            className={`font-semibold ${gone ? 'text-foreground-subtle line-through' : ''}`}
            id={ids.name}
          >
            <bdi translate="no">
              <Changed path={path}>
                <Highlight text={names.treatment(treatment)} />
              </Changed>
            </bdi>
          </span>
          <span className="contents" id={ids.facts}>
            {groupName !== null && (
              <Badge size="small">
                <bdi translate="no">
                  <Highlight text={groupName} />
                </bdi>
              </Badge>
            )}
            {group?.is_active === false && <Badge size="small" tone="warn">{t`Group inactive`}</Badge>}
            {treatment.is_active === false && <Badge size="small" tone="warn">{t`Inactive`}</Badge>}
            {gone && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
          </span>
        </div>
        <p className="text-caption text-foreground-subtle empty:hidden" id={ids.moreFacts}>
          <DotSeparated>
            {sessions > 0 && <SessionCount days={span} sessions={sessions} />}
            {sessions === 0 && planned !== null && planned > 0 && (
              <Plural one="# session planned" other="# sessions planned" value={planned} />
            )}
            {products > 0 && <Plural one="# product" other="# products" value={products} />}
            {people.length > 0 && (
              <span dir="auto" translate="no">
                <Highlight text={format.list(people)} />
              </span>
            )}
          </DotSeparated>
        </p>
        {planned !== null && sessions > 0 && planned !== sessions && (
          <InlineWarning>
            <Plural
              one={`# session planned, ${sessions} listed`}
              other={`# sessions planned, ${sessions} listed`}
              value={planned}
            />
          </InlineWarning>
        )}
      </div>
      <Price path={`${path}.price`} price={treatment.price} taxRate={treatment.tax_rate} />
    </>
  );
}

function SessionCount({ sessions, days }: { sessions: number; days: number | null }) {
  const { t } = useLingui();
  if (days === null) return <Plural one="# session" other="# sessions" value={sessions} />;
  // One text: screen readers leave out a space that stands alone.
  return t`${plural(sessions, { one: '# session', other: '# sessions' })} ${plural(days, { one: 'over # day', other: 'over # days' })}`;
}

function Price({ path, price, taxRate }: { path: FieldPath; price: string | null; taxRate: string | null }) {
  const format = useFormat();
  const rate = taxRate === null ? null : format.percent(taxRate);
  return (
    <div className="ms-auto shrink-0 ps-2 text-end text-sm whitespace-nowrap text-foreground-muted tabular-nums max-xs:flex max-xs:basis-full max-xs:justify-start max-xs:gap-2 max-xs:ps-6.5">
      <Changed path={path}>
        {price === null ? (
          <span className="text-foreground-subtle">
            <Trans>No price</Trans>
          </span>
        ) : (
          <bdi translate="no">{format.price(price)}</bdi>
        )}
      </Changed>
      {rate !== null && (
        <div className="text-caption text-foreground-subtle">
          <Trans>{rate} tax</Trans>
        </div>
      )}
    </div>
  );
}
