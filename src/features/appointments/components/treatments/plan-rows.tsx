import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionProduct } from '#contract/appointment.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import type { TreeRow } from '#ui/tree/rows.ts';
import {
  brandBeside,
  type PlanNode,
  type ProductNode,
  productName,
  type SessionNode,
  type TreatmentNode,
} from '#features/appointments/model/plan.ts';
import { Changed } from '../changed.tsx';
import { Marked } from './marked.tsx';
import { PlanDetails } from './plan-details.tsx';

/** One row of the plan, by what it stands for. */
export function PlanRow({ row }: { row: TreeRow<PlanNode> }) {
  const { node, expanded, level, position } = row;
  switch (node.kind) {
    case 'treatment':
      return (
        <Line
          className={
            position > 1
              ? 'before:absolute before:inset-x-4.5 before:-top-px before:h-px before:bg-line-soft'
              : ''
          }
          expanded={expanded}
          level={level}
        >
          <TreatmentLine node={node} />
        </Line>
      );
    case 'session':
      return (
        <Line expanded={expanded} level={level}>
          <SessionLine node={node} />
        </Line>
      );
    case 'product':
      return (
        <Line expanded={expanded} level={level}>
          <ProductLine node={node} />
        </Line>
      );
    case 'details':
      return (
        <Line expanded={expanded} level={level}>
          <span className="text-[0.8125rem] text-ink-3">
            <Trans>Details</Trans>
          </span>
        </Line>
      );
    case 'content':
      return (
        <Line expanded={expanded} level={level}>
          <PlanDetails of={node.of} />
        </Line>
      );
  }
}

const indents = ['', 'ps-4 sm:ps-4.5', 'ps-8 sm:ps-11', 'ps-12 sm:ps-19', 'ps-16 sm:ps-26'];

interface LineProps {
  level: number;
  expanded: boolean | null;
  className?: string;
  children: ReactNode;
}

function Line({ level, expanded, className = '', children }: LineProps) {
  return (
    <div
      className={`relative flex items-center gap-2.5 pe-4 hover:bg-line-soft sm:pe-4.5 print:min-h-0 print:py-0.5 ${level === 1 ? 'min-h-11 py-2 max-[24rem]:flex-wrap' : 'min-h-9 py-1.5'} ${expanded === null ? '' : 'cursor-pointer'} ${indents[level] ?? indents.at(-1)} ${className}`}
    >
      <span aria-hidden="true" className="grid w-4 shrink-0 place-items-center text-ink-3 print:hidden">
        {expanded !== null && (
          <ChevronRight
            className={`size-4 transition-transform ${expanded ? 'rotate-90' : 'rtl:-scale-x-100'}`}
          />
        )}
      </span>
      {children}
    </div>
  );
}

function TreatmentLine({ node: { treatment, span } }: { node: TreatmentNode }) {
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

function SessionLine({ node: { step } }: { node: SessionNode }) {
  const { t } = useLingui();
  const format = useFormat();
  const { day, offset, number, source, conflict, session } = step;
  const gap = session.next_gap_days;
  return (
    <>
      <span className="grid h-5.5 min-w-5.5 shrink-0 place-items-center rounded-md bg-accent-soft px-1 text-xs font-bold text-accent-ink">
        <span className="sr-only">{t`Session`} </span>
        {number}
      </span>
      <div className="min-w-0">
        {day !== null && <time dateTime={day}>{format.calendarDay(day, 'weekday')}</time>}
        <span className="text-[0.8125rem] text-ink-3">
          {day !== null && ' ·\u00a0'}
          {offset === null ? <Trans>planned, no day given</Trans> : <Trans>planned, day {offset}</Trans>}
          {source === 'gap' && (
            <>
              {' '}
              <Trans>(from the gaps)</Trans>
            </>
          )}
          {gap !== null && (
            <span className="sr-only">
              , <Plural one="next after # day" other="next after # days" value={gap} />
            </span>
          )}
        </span>
        {conflict && (
          <Flag>
            <Trans>
              The gap before it says {conflict.gap} days, which is day {conflict.offsetByGap}
            </Trans>
          </Flag>
        )}
      </div>
      <span className="ms-auto shrink-0 ps-2 text-end text-[0.8125rem] text-ink-3">
        {session.products.length > 0 && (
          <Plural one="# product" other="# products" value={session.products.length} />
        )}
      </span>
    </>
  );
}

function ProductLine({ node: { product } }: { node: ProductNode }) {
  const { t } = useLingui();
  const brand = brandBeside(product);
  const number = product.product?.id ?? product.product_id ?? product.id;
  return (
    <>
      <div className="min-w-0 text-ink-2">
        <bdi>
          <Marked text={productName(product) ?? t`Product #${number}`} />
        </bdi>
        {brand !== null && (
          <span className="text-[0.8125rem] text-ink-3">
            {' ·\u00a0'}
            <bdi>
              <Marked text={brand} />
            </bdi>
          </span>
        )}
      </div>
      <Quantity product={product} />
    </>
  );
}

function Quantity({ product: { min_quantity, product } }: { product: SessionProduct }) {
  const format = useFormat();
  const unit = product?.unit_code ?? null;
  if (min_quantity === null && unit === null) return null;
  return (
    <span
      className="ms-auto shrink-0 ps-2 text-end whitespace-nowrap text-ink-2 tabular-nums"
      title={unit?.code ?? undefined}
    >
      {min_quantity !== null && <bdi>{format.decimal(min_quantity)}</bdi>}{' '}
      <bdi>{unit?.name ?? unit?.code ?? ''}</bdi>
    </span>
  );
}

/** Something that does not add up, in the row it concerns. */
function Flag({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-[0.8125rem] text-warn">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
