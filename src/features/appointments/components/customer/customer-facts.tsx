import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Customer } from '#contract/appointment.ts';
import type { Age } from '#lib/calendar.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Description, DescriptionList } from '#ui/description-list.tsx';
import { emailHref } from '#features/appointments/model/customer.ts';
import { Changed } from '../changes/changed.tsx';
import { useCustomerAge } from '../use-customer.ts';
import { useDisplayNames } from '../display-names.tsx';
import { IdentityNumber } from './identity-number.tsx';
import { useTelephoneHref } from './use-telephone-href.ts';

interface CustomerFactsProps {
  appointmentId: string;
  customer: Customer;
}

/** The customer's fields. Missing contact data and date of birth are named as missing, other empty fields left out. */
export function CustomerFacts({ appointmentId, customer }: CustomerFactsProps) {
  const { t } = useLingui();
  const names = useDisplayNames();
  const { phone_number, email, related_user, default_channel_id, identity_number } = customer;
  const phoneHref = useTelephoneHref(phone_number);
  return (
    <DescriptionList>
      <Fact field="phone_number" term={t`Phone`}>
        {phone_number === null ? <NotRecorded /> : <ContactLink href={phoneHref} text={phone_number} />}
      </Fact>
      <Fact field="email" term={t`Email`}>
        {email === null ? <NotRecorded /> : <ContactLink href={emailHref(email)} text={email} />}
      </Fact>
      <Fact field="date_of_birth" term={t`Born`}>
        <BirthDate customer={customer} />
      </Fact>
      {identity_number !== null && (
        <Fact field="identity_number" term={t`Identity no.`}>
          <IdentityNumber
            appointmentId={appointmentId}
            number={identity_number}
            owner={JSON.stringify([customer.id, customer.first_name, customer.last_name])}
          />
        </Fact>
      )}
      <TextFact field="gender" term={t`Gender`} text={customer.gender} />
      <TextFact field="country_name" term={t`Country`} text={customer.country_name} />
      <TextFact field="job" term={t`Occupation`} text={customer.job} />
      <TextFact field="address" term={t`Address`} text={customer.address} />
      {related_user !== null && (
        <Fact field="related_user" term={t`Responsible`}>
          <bdi translate="no">{names.user(related_user)}</bdi>
        </Fact>
      )}
      {default_channel_id !== null && (
        <Fact field="default_channel_id" term={t`Preferred channel`}>
          <bdi translate="no">#{default_channel_id}</bdi>
        </Fact>
      )}
    </DescriptionList>
  );
}

interface FactProps {
  field: keyof Customer;
  term: string;
  children: ReactNode;
}

function Fact({ field, term, children }: FactProps) {
  return (
    <Description term={term}>
      <Changed path={`customer.${field}`}>{children}</Changed>
    </Description>
  );
}

function TextFact({ text, ...fact }: Omit<FactProps, 'children'> & { text: string | null }) {
  if (text === null) return null;
  return (
    <Fact {...fact}>
      <span className="whitespace-pre-line" dir="auto" translate="no">
        {text}
      </span>
    </Fact>
  );
}

function NotRecorded() {
  return (
    <span className="text-foreground-subtle">
      <Trans>Not recorded</Trans>
    </span>
  );
}

function BirthDate({ customer }: { customer: Customer }) {
  const format = useFormat();
  const age = useCustomerAge(customer);
  const value = customer.date_of_birth;
  if (value === null) return <NotRecorded />;
  return (
    <>
      <bdi>{value.date === null ? value.text : format.calendarDay(value.date, 'long')}</bdi>{' '}
      {age !== null && (
        <span className="inline-block">
          (<AgeText age={age} />)
        </span>
      )}
    </>
  );
}

/** A `tel:` or `mailto:` link; plain text for null. */
export function ContactLink({ href, text }: { href: string | null; text: string }) {
  if (href === null) return <bdi translate="no">{text}</bdi>;
  const at = text.indexOf('@') + 1;
  return (
    // Named by its text in one piece: screen readers would read a space where the line may break.
    <a
      aria-label={text}
      className="link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
      href={href}
    >
      <bdi translate="no">
        {text.slice(0, at)}
        <wbr />
        {text.slice(at)}
      </bdi>
    </a>
  );
}

/** "34 years", "5 months". */
export function AgeText({ age: { value, unit } }: { age: Age }) {
  const format = useFormat();
  if (unit === 'year') return <Plural one="# year" other="# years" value={value} />;
  return format.age({ value, unit });
}
