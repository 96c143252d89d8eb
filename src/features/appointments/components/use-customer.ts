import { useLingui } from '@lingui/react/macro';
import type { Appointment, Customer } from '#contract/appointment.ts';
import { type Age, ageOn } from '#lib/calendar.ts';
import { fullName } from '#lib/format/text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';

/** The title of the customer: the name, else the number, else a text for no customer. */
export const useCustomerTitle = ({
  customer,
  customer_id,
}: Pick<Appointment, 'customer' | 'customer_id'>): string => {
  const { t } = useLingui();
  if (customer === null)
    return customer_id === null ? t`No customer` : t`Customer #${customer_id}, details unavailable`;
  const name = fullName(customer);
  if (name !== '') return name;
  const number = customer.id ?? customer_id;
  return number === null ? t`Unnamed customer` : t`Unnamed customer #${number}`;
};

/** The customer's age today, in the clinic's calendar; null if unknown. */
export const useCustomerAge = (customer: Customer | null): Age | null => {
  const format = useFormat();
  const now = useNow('minute');
  const birth = customer?.date_of_birth?.date ?? null;
  return birth === null ? null : ageOn(birth, format.day(now));
};
