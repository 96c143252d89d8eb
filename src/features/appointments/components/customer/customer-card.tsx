import { useLingui } from '@lingui/react/macro';
import type { Customer } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { TitledCard } from '#ui/card.tsx';
import { isVisibleIn } from '#features/appointments/model/customer.ts';
import { OtherFields, ownedFields } from '../record/other-fields.tsx';
import { useDisplayNames } from '../display-names.tsx';
import { CustomerFacts } from './customer-facts.tsx';

interface CustomerCardProps {
  customer: Customer;
  /** The number in the URL. */
  id: string;
}

/** The customer's contact and identity data; name, age and tags are in the summary. */
export function CustomerCard({ customer, id }: CustomerCardProps) {
  const { t } = useLingui();
  return (
    <TitledCard title={t`Customer`}>
      <div className="px-card py-3.5 print:py-1.5">
        <CustomerFacts appointmentId={id} customer={customer} />
        <OtherFieldsBelow customer={customer} />
      </div>
    </TitledCard>
  );
}

function OtherFieldsBelow({ customer }: { customer: Customer }) {
  const { tenant } = useClinic();
  const names = useDisplayNames();
  const fields = [
    ...customer.other,
    ...customer.tags
      .filter((tag) => isVisibleIn(tenant.id, tag.tenant_id))
      .flatMap((tag) => ownedFields(names.tag(tag), tag)),
    ...(customer.related_user ? ownedFields(names.user(customer.related_user), customer.related_user) : []),
  ];
  return fields.length === 0 ? null : (
    <div className="mt-3 border-t border-border-soft pt-3">
      <OtherFields fields={fields} />
    </div>
  );
}
