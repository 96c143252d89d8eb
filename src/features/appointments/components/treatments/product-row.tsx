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
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../use-display-names.ts';

/** The product, its brand and its quantity. */
export function ProductRow({ node: { product, path } }: { node: ProductNode }) {
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
            <bdi translate="no">
              <Highlight text={names.product({ name: productName(product), id })} />
            </bdi>
          </Changed>
          {hiddenName !== null && (
            <bdi translate="no" className="text-caption text-foreground-subtle">
              <Highlight text={hiddenName} />
            </bdi>
          )}
          {brand !== null && (
            <bdi translate="no" className="text-caption text-foreground-subtle">
              <Highlight text={brand} />
            </bdi>
          )}
          {isDeletedProduct(product) && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
        </DotSeparated>
      </div>
      <Quantity path={`${path}.min_quantity`} product={product} />
    </>
  );
}

interface QuantityProps {
  path: FieldPath;
  product: SessionProduct;
}

function Quantity({ path, product: { min_quantity, product } }: QuantityProps) {
  const format = useFormat();
  const unit = product?.unit_code ?? null;
  if (min_quantity === null && unit === null) return null;
  return (
    <span
      className="ms-auto shrink-0 ps-2 text-end whitespace-nowrap text-foreground-muted tabular-nums"
      title={unit?.code ?? undefined}
    >
      <Changed path={path}>
        {min_quantity !== null && <bdi translate="no">{format.decimal(min_quantity)}</bdi>}
      </Changed>{' '}
      <bdi translate="no">{unit?.name ?? unit?.code ?? ''}</bdi>
    </span>
  );
}
