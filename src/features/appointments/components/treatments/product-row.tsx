import { useLingui } from '@lingui/react/macro';
import { useContext } from 'react';
import type { SessionProduct } from '#contract/appointment.ts';
import type { FieldPath } from '#features/appointments/model/changes.ts';
import {
  brandBesideName,
  isDeletedProduct,
  type ProductNode,
  productName,
} from '#features/appointments/model/plan.ts';
import { matchingHiddenName } from '#features/appointments/model/plan-filter.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { FilterQueryContext, Highlight } from '#ui/highlight.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import type { RowIds } from '#ui/tree/tree-item.tsx';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../display-names.tsx';

interface ProductRowProps {
  node: ProductNode;
  ids: RowIds;
}

/** The product, its brand and its quantity. */
export function ProductRow({ node: { product, path }, ids }: ProductRowProps) {
  const { t } = useLingui();
  const names = useDisplayNames();
  const brand = brandBesideName(product);
  const query = useContext(FilterQueryContext);
  const hiddenName = query === '' ? null : matchingHiddenName(product, query);
  const id = product.product?.id ?? product.product_id ?? product.id;
  return (
    <>
      <div className="min-w-0 text-foreground-muted">
        <DotSeparated>
          <Changed path={path}>
            <bdi id={ids.name} translate="no">
              <Highlight text={names.product({ name: productName(product), id })} />
            </bdi>
          </Changed>
          {hiddenName !== null && (
            <bdi translate="no" className="text-caption text-foreground-subtle">
              <Highlight text={hiddenName} />
            </bdi>
          )}
          {brand !== null && (
            <bdi className="text-caption text-foreground-subtle" id={ids.facts} translate="no">
              <Highlight text={brand} />
            </bdi>
          )}
          {isDeletedProduct(product) && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
        </DotSeparated>
      </div>
      <Quantity id={ids.moreFacts} path={`${path}.min_quantity`} product={product} />
    </>
  );
}

interface QuantityProps {
  path: FieldPath;
  product: SessionProduct;
  id: string;
}

function Quantity({ path, product: { min_quantity, product }, id }: QuantityProps) {
  const { t } = useLingui();
  const format = useFormat();
  const unit = product?.unit_code ?? null;
  if (min_quantity === null && unit === null) return null;
  return (
    <span
      className="ms-auto shrink-0 ps-2 text-end whitespace-nowrap text-foreground-muted tabular-nums"
      id={id}
      title={unit?.code ?? undefined}
    >
      <span className="sr-only">{t`Quantity:`} </span>
      <Changed path={path}>
        {min_quantity !== null && <bdi translate="no">{format.decimal(min_quantity)}</bdi>}
      </Changed>{' '}
      <bdi translate="no">{unit?.name ?? unit?.code ?? ''}</bdi>
    </span>
  );
}
