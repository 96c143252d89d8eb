import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Treatment } from '#contract/appointment.ts';
import { DateTime } from '#lib/format/date-time.tsx';
import { withKeys } from '#lib/with-keys.ts';
import { Description, DescriptionList } from '#ui/description-list.tsx';
import { Highlight } from '#ui/highlight.tsx';
import { JsonValue } from '#ui/json-value.tsx';
import { type DetailsOf, hasContent } from '#features/appointments/model/plan.ts';
import { OtherFields, ownedFields } from '../record/other-fields.tsx';
import { useRedact } from '../record/use-redact.ts';
import { useDisplayNames } from '../display-names.tsx';

/** The fields of a treatment, session or product that its row does not show. */
export function PlanDetails({ of }: { of: DetailsOf }) {
  switch (of.kind) {
    case 'treatment':
      return <TreatmentDetails treatment={of.treatment} />;
    case 'session':
      return (
        <Frame>
          <OtherFields fields={of.session.other} />
        </Frame>
      );
    case 'product':
      return (
        <Frame>
          <OtherFields
            fields={[
              ...of.product.other,
              ...ownedFields('product', of.product.product),
              ...ownedFields('product.brand', of.product.product?.brand),
              ...ownedFields('product.unit_code', of.product.product?.unit_code),
            ]}
          />
        </Frame>
      );
  }
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="rounded-lg bg-background px-3.5 py-2.5 text-sm print:py-1">{children}</div>;
}

/** Words are joined as in any list; the filter finds and highlights them. */
function Keywords({ keywords }: Pick<Treatment, 'keywords'>) {
  if (keywords.some((keyword) => typeof keyword === 'object')) return <JsonValue value={keywords} />;
  return (
    <span dir="auto" translate="no">
      <Highlight text={keywords.map(String).join(', ')} />
    </span>
  );
}

function TreatmentDetails({ treatment }: { treatment: Treatment }) {
  const { t } = useLingui();
  const names = useDisplayNames();
  const redact = useRedact();
  const { description, keywords, extra_info, other, group, users, created_at, updated_at, deleted_at } =
    treatment;
  const userNames = names.users(users);
  const dates = [
    [t`Created`, created_at],
    [t`Updated`, updated_at],
    [t`Deleted`, deleted_at],
  ] as const;
  return (
    <Frame>
      <DescriptionList>
        {description !== null && (
          <Description term={t`Description`}>
            <span className="whitespace-pre-line" dir="auto" translate="no">
              <Highlight text={description} />
            </span>
          </Description>
        )}
        {users.length > 0 && (
          // The row names them.
          <Description onlyOnScreen term={t`Practitioners`}>
            {withKeys(userNames, (name) => name).map(({ key, item: name }) => (
              <bdi className="block" key={key} translate="no">
                {name}
              </bdi>
            ))}
          </Description>
        )}
        {keywords.length > 0 && (
          <Description term={t`Keywords`}>
            <Keywords keywords={keywords} />
          </Description>
        )}
        {hasContent(extra_info) && (
          <Description term={t`Extra info`}>
            <JsonValue value={redact(extra_info)} />
          </Description>
        )}
        {dates.map(
          ([term, value]) =>
            value && (
              // Dates of the catalog are unrelated to the appointment.
              <Description key={term} onlyOnScreen term={term}>
                <DateTime value={value} />
              </Description>
            ),
        )}
      </DescriptionList>
      <OtherFields
        fields={[
          ...other,
          ...ownedFields('group', group),
          ...users.flatMap((user, index) => ownedFields(userNames[index] ?? '', user)),
        ]}
      />
    </Frame>
  );
}
