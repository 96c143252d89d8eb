import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { Appointment, Customer } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { ageOn } from '#lib/calendar.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useNow } from '#lib/use-now.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Card } from '#ui/card.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { avatarUrl, isVisibleIn } from '#features/appointments/model/customer.ts';
import { Changed } from '../changes/changed.tsx';
import { AgeText, CustomerFacts } from './customer-facts.tsx';
import { OtherFields, ownedFields } from '../record/other-fields.tsx';
import { useDisplayNames } from '../use-display-names.ts';
import { TagChips } from './tag-chips.tsx';

interface CustomerCardProps {
  appointment: Appointment;
  /** The number in the URL. */
  id: string;
  className?: string;
}

export function CustomerCard({
  appointment: { customer, customer_id },
  id,
  className = '',
}: CustomerCardProps) {
  const headingId = useId();
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const { avatarOrigins } = useClinic();
  if (customer === null && customer_id === null)
    return <EmptyCard className={className}>{t`No customer`}</EmptyCard>;
  if (customer === null)
    return <EmptyCard className={className}>{t`Customer #${customer_id}, details unavailable`}</EmptyCard>;

  const number = customer.id ?? customer_id;
  const name = [customer.first_name, customer.last_name].filter((part) => part !== null).join(' ');
  const title = name === '' ? (number === null ? t`Unnamed customer` : t`Unnamed customer #${number}`) : name;
  const birth = customer.date_of_birth?.date ?? null;
  const age = birth === null ? null : ageOn(birth, format.day(now));
  return (
    <Card aria-labelledby={headingId} className={`px-card py-4 ${className}`}>
      <div className="flex items-center gap-3">
        <Avatar
          initials={name === '' ? '#' : format.initials(name)}
          picture={avatarUrl(customer.avatar_url, avatarOrigins)}
          size="large"
        />
        <div className="min-w-0">
          <h2
            className={`leading-snug font-semibold ${customer.deleted_at ? 'line-through' : ''}`}
            id={headingId}
          >
            <Changed path="customer.first_name">
              <Changed path="customer.last_name">
                <bdi translate="no">{title}</bdi>
              </Changed>
            </Changed>
          </h2>
          <p className="text-caption text-foreground-subtle">
            <DotSeparated>
              {number !== null && <CustomerNumber number={number} />}
              {age !== null && <AgeText age={age} />}
            </DotSeparated>
          </p>
        </div>
        {customer.deleted_at && (
          <Badge size="small" tone="danger">
            <Trans>Deleted</Trans>
          </Badge>
        )}
      </div>
      <Changed path="customer.tags">
        <TagChips tags={customer.tags} />
      </Changed>
      <CustomerFacts appointmentId={id} customer={customer} age={age} />
      <OtherFieldsBelow customer={customer} />
    </Card>
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

function EmptyCard({ className, children }: { className: string; children: string }) {
  return (
    <Card className={`px-card py-4 ${className}`}>
      <h2 className="font-semibold text-foreground-muted">{children}</h2>
    </Card>
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
