import { useLingui } from '@lingui/react/macro';
import type { SessionProduct } from '#contract/appointment.ts';
import {
  brandBesideName,
  isDeletedProduct,
  type ProductNode,
  productName,
} from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Badge } from '#ui/badge.tsx';
import { Highlight } from '#ui/highlight.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { useDisplayNames } from '../use-display-names.ts';

/** The product, its brand and its quantity. */
export function ProductRow({ node: { product } }: { node: ProductNode }) {
  const { t } = useLingui();
  const names = useDisplayNames();
  const brand = brandBesideName(product);
  const id = product.product?.id ?? product.product_id ?? product.id;
  return (
    <>
      <div className="min-w-0 text-foreground-muted">
        <DotSeparated>
          <bdi translate="no">
            <Highlight text={names.product({ name: productName(product), id })} />
          </bdi>
          {brand !== null && (
            <bdi translate="no" className="text-caption text-foreground-subtle">
              <Highlight text={brand} />
            </bdi>
          )}
          {isDeletedProduct(product) && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
        </DotSeparated>
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
      className="ms-auto shrink-0 ps-2 text-end whitespace-nowrap text-foreground-muted tabular-nums"
      title={unit?.code ?? undefined}
    >
      {min_quantity !== null && <bdi translate="no">{format.decimal(min_quantity)}</bdi>}{' '}
      <bdi translate="no">{unit?.name ?? unit?.code ?? ''}</bdi>
    </span>
  );
}
