import { useLingui } from '@lingui/react/macro';
import type { CustomerContact } from '#contract/customers.ts';
import { ContactLink } from '#features/appointments/components/customer/customer-facts.tsx';
import { useTelephoneHref } from '#features/appointments/components/customer/use-telephone-href.ts';
import { emailHref } from '#features/appointments/model/customer.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { TitledCard } from '#ui/card.tsx';
import { Description, DescriptionList } from '#ui/description-list.tsx';

/** Contact details, as the customer's endpoint or an opened record contains them. */
export type Contact = Omit<CustomerContact, 'avatar_url' | 'deleted_at'>;

export function ContactCard({ contact }: { contact: Contact }) {
  const { t } = useLingui();
  const format = useFormat();
  const { phone_number, email, address, country_name, date_of_birth } = contact;
  const phoneHref = useTelephoneHref(phone_number);
  const birth =
    date_of_birth?.date == null
      ? (date_of_birth?.text ?? null)
      : format.calendarDay(date_of_birth.date, 'long');
  return (
    <TitledCard
      className="mt-4"
      title={t({ message: 'Contact', comment: 'A heading: how to reach the customer' })}
    >
      <div className="px-card py-4" data-private>
        <DescriptionList>
          <Fact href={phoneHref} term={t`Phone`} text={phone_number ?? t`Not recorded`} />
          <Fact
            href={email === null ? null : emailHref(email)}
            term={t`Email`}
            text={email ?? t`Not recorded`}
          />
          <Fact term={t`Born`} text={birth ?? t`Not recorded`} />
          {address !== null && <Fact term={t`Address`} text={address} />}
          {country_name !== null && <Fact term={t`Country`} text={country_name} />}
        </DescriptionList>
      </div>
    </TitledCard>
  );
}

function Fact({ term, text, href = null }: { term: string; text: string; href?: string | null }) {
  return (
    <Description term={term}>
      {href === null ? (
        <span className="whitespace-pre-line" dir="auto" translate="no">
          {text}
        </span>
      ) : (
        <ContactLink href={href} text={text} />
      )}
    </Description>
  );
}
