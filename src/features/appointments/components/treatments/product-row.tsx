import { useLingui } from '@lingui/react/macro';
import type { SessionProduct } from '#contract/appointment.ts';
import { brandBesideName, type ProductNode, productName } from '#features/appointments/model/plan.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Marked } from './marked.tsx';

/** Which product, of which brand, and how much of it. */
export function ProductRow({ node: { product } }: { node: ProductNode }) {
  const { t } = useLingui();
  const brand = brandBesideName(product);
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
