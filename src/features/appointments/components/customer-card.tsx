import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Appointment, Customer } from '#contract/appointment.ts';
import { ageOn } from '#lib/calendar.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Description, DescriptionList } from '#ui/description-list.tsx';
import { emailHref, telephoneHref } from '../model/contact.ts';
import { IdentityNumber } from './identity-number.tsx';
import { OtherFields } from './other-fields.tsx';
import { TagChips } from './tag-chips.tsx';

interface CustomerCardProps {
  appointment: Appointment;
  className?: string;
}

export function CustomerCard({ appointment: { customer, customer_id }, className = '' }: CustomerCardProps) {
  const id = useId();
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  if (customer === null && customer_id === null)
    return <EmptyCard className={className}>{t`No customer`}</EmptyCard>;
  if (customer === null)
    return <EmptyCard className={className}>{t`Customer #${customer_id}, details unavailable`}</EmptyCard>;

  const number = customer.id ?? customer_id;
  const name = [customer.first_name, customer.last_name].filter((part) => part !== null).join(' ');
  const title = name === '' ? (number === null ? t`Unnamed customer` : t`Unnamed customer #${number}`) : name;
  const birth = customer.date_of_birth?.date ?? null;
  const years = birth === null ? null : ageOn(birth, format.day(now));
  return (
    <section
      aria-labelledby={id}
      className={`rounded-card border border-line bg-surface px-4.5 py-4 shadow-card print:shadow-none ${className}`}
    >
      <div className="flex items-center gap-3">
        <Avatar
          initials={name === '' ? '#' : format.initials(name)}
          picture={customer.avatar_url}
          size="large"
        />
        <div className="min-w-0">
          <h2 className={`leading-snug font-semibold ${customer.deleted_at ? 'line-through' : ''}`} id={id}>
            <bdi>{title}</bdi>
          </h2>
          <p className="text-[0.8125rem] text-ink-3">
            {number !== null && <Trans>Customer #{number}</Trans>}
            {number !== null && years !== null && ' · '}
            {years !== null && <Age years={years} />}
          </p>
        </div>
        {customer.deleted_at && (
          <Badge small tone="bad">
            <Trans>Deleted</Trans>
          </Badge>
        )}
      </div>
      <TagChips tags={customer.tags} />
      <CustomerFacts birthYears={years} customer={customer} />
      <OtherFieldsBelow customer={customer} />
    </section>
  );
}

function EmptyCard({ className, children }: { className: string; children: string }) {
  return (
    <section className={`rounded-card border border-line bg-surface px-4.5 py-4 shadow-card ${className}`}>
      <h2 className="font-semibold text-ink-2">{children}</h2>
    </section>
  );
}

function Age({ years }: { years: number }) {
  return <Plural one="# year" other="# years" value={years} />;
}

function OtherFieldsBelow({ customer }: { customer: Customer }) {
  const fields = [
    ...customer.other,
    ...customer.tags.flatMap(({ other }) => other),
    ...(customer.related_user?.other ?? []),
  ];
  return fields.length === 0 ? null : (
    <div className="mt-3 border-t border-line-soft pt-3">
      <OtherFields fields={fields} />
    </div>
  );
}

/** What a clinic expects to have says so when it is missing; the rest takes no room. */
function CustomerFacts({ customer, birthYears }: { customer: Customer; birthYears: number | null }) {
  const { t } = useLingui();
  const format = useFormat();
  const { phone_number: phone, email, date_of_birth: born, related_user: related } = customer;
  const missing = (
    <span className="text-ink-3">
      <Trans>Not recorded</Trans>
    </span>
  );
  const optional = [
    [t`Gender`, customer.gender],
    [t`Country`, customer.country_name],
    [t`Occupation`, customer.job],
    [t`Address`, customer.address],
  ] as const;
  const day = born === null || born.date === null ? null : format.calendarDay(born.date, 'long');
  return (
    <div className="mt-3.5">
      <DescriptionList>
        <Description term={t`Phone`}>
          {phone === null ? missing : <ContactLink href={telephoneHref(phone)} text={phone} />}
        </Description>
        <Description term={t`Email`}>
          {email === null ? missing : <ContactLink href={emailHref(email)} text={email} />}
        </Description>
        <Description term={t`Born`}>
          {born === null ? (
            missing
          ) : (
            <>
              <bdi>{day ?? born.text}</bdi>
              {birthYears !== null && (
                <>
                  {' '}
                  <span className="inline-block">
                    (<Age years={birthYears} />)
                  </span>
                </>
              )}
            </>
          )}
        </Description>
        {customer.identity_number !== null && (
          <Description term={t`Identity no.`}>
            <IdentityNumber number={customer.identity_number} />
          </Description>
        )}
        {optional.map(
          ([term, value]) =>
            value !== null && (
              <Description key={term} term={term}>
                <span className="whitespace-pre-line" dir="auto">
                  {value}
                </span>
              </Description>
            ),
        )}
        {related !== null && (
          <Description term={t`Responsible`}>
            <bdi>{related.name ?? t`User #${related.id}`}</bdi>
          </Description>
        )}
        {customer.default_channel_id !== null && (
          <Description term={t`Contact by`}>
            <Trans>Preferred channel #{customer.default_channel_id}</Trans>
          </Description>
        )}
      </DescriptionList>
    </div>
  );
}

/** A long mail address breaks behind its `@` rather than in a word. */
function Breakable({ text }: { text: string }) {
  const at = text.indexOf('@') + 1;
  if (at === 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

function ContactLink({ href, text }: { href: string | null; text: string }) {
  if (href === null) return <bdi>{text}</bdi>;
  return (
    <a className="link inline-flex min-h-6 items-center" href={href}>
      <bdi>
        <Breakable text={text} />
      </bdi>
    </a>
  );
}
