import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'react-router-dom';
import type { Appointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { useClinic } from '#lib/clinic.tsx';
import { fullName } from '#lib/format/text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { avatarUrl } from '#features/appointments/model/customer.ts';
import { Changed } from '../changes/changed.tsx';
import { AgeText } from '../customer/customer-facts.tsx';
import { TagChips } from '../customer/tag-chips.tsx';
import { useCustomerAge, useCustomerTitle } from '../use-customer.ts';

/** The customer's picture, name, age, number and tags. */
export function CustomerSummary({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const format = useFormat();
  const { avatarOrigins } = useClinic();
  const { customer, customer_id } = appointment;
  const title = useCustomerTitle(appointment);
  const age = useCustomerAge(customer);
  if (customer === null) return <h2 className="font-semibold text-foreground-muted">{title}</h2>;
  const name = fullName(customer);
  const number = customer.id ?? customer_id;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
      <Avatar
        initials={name === '' ? '#' : format.initials(name)}
        picture={avatarUrl(customer.avatar_url, avatarOrigins)}
        size="large"
      />
      <div>
        <h2 className="flex flex-wrap items-center gap-x-2 text-lg leading-snug font-bold">
          <span className={customer.deleted_at ? 'line-through' : ''}>
            <Changed path="customer.first_name">
              <Changed path="customer.last_name">
                <bdi translate="no">{title}</bdi>
              </Changed>
            </Changed>
          </span>
          {customer.deleted_at && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
        </h2>
        <p className="text-caption text-foreground-subtle">
          <DotSeparated>
            {age !== null && <AgeText age={age} />}
            {number !== null && <CustomerNumber number={number} />}
          </DotSeparated>
        </p>
      </div>
      {/* On a phone below the picture, where more tags fit into a line. */}
      <div className="col-span-2 mt-2 empty:hidden sm:col-span-1 sm:col-start-2">
        <Changed path="customer.tags">
          <TagChips tags={customer.tags} />
        </Changed>
      </div>
    </div>
  );
}

function CustomerNumber({ number }: { number: string }) {
  const { tenant } = useClinic();
  const text = <Trans>Customer #{number}</Trans>;
  if (!isIdentifier(number)) return text;
  return (
    <Link className="link inline-block min-h-6" to={paths.customer(number, tenant.id)}>
      {text}
    </Link>
  );
}
