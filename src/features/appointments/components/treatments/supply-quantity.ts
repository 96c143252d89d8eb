import type { SupplyItem } from '#features/appointments/model/supplies.ts';
import type { Format } from '#lib/format/format.ts';

/** `6 syringe`; quantities that are not decimals are appended to the sum. */
export const quantityOf = (item: SupplyItem, format: Format): string => {
  const amounts = [
    ...(item.quantity === null ? [] : [format.decimal(item.quantity)]),
    ...item.otherQuantities,
  ];
  if (amounts.length === 0) return item.unit ?? '';
  return [amounts.join(' + '), item.unit].filter((part) => part !== null).join(' ');
};
