import { Trans } from '@lingui/react/macro';
import type { Treatment } from '#contract/appointment.ts';
import { sumDecimals } from '#features/appointments/model/decimal-sum.ts';
import { useFormat } from '#lib/format/use-format.tsx';

/** The sum of the prices as they are listed: no more is known of them, neither tax nor discount. */
export function PriceSum({ treatments }: { treatments: readonly Treatment[] }) {
  const format = useFormat();
  const prices = treatments.flatMap(({ price }) => (price === null ? [] : [price]));
  const sum = prices.length === treatments.length && prices.length > 1 ? sumDecimals(prices) : null;
  if (sum === null) return null;
  return (
    <p className="flex justify-between gap-3 border-t border-line-soft px-4.5 py-2.5 text-sm text-ink-2">
      <Trans>Sum of the listed prices</Trans>
      <bdi className="shrink-0 whitespace-nowrap tabular-nums">{format.price(sum)}</bdi>
    </p>
  );
}
