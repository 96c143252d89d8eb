import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Description, DescriptionList } from '#ui/description-list.tsx';
import { JsonValue } from '#ui/json-value.tsx';
import { withoutIdentity } from '#features/appointments/model/identity.ts';
import type { DetailsNode } from '#features/appointments/model/plan.ts';
import { OtherFields } from '../other-fields.tsx';

/** What there is to read about a treatment, session or product beyond its row. */
export function PlanDetails({ of }: { of: DetailsNode['of'] }) {
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
              ...(of.product.product?.other ?? []),
              ...(of.product.product?.brand?.other ?? []),
              ...(of.product.product?.unit_code?.other ?? []),
            ]}
          />
        </Frame>
      );
  }
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="min-w-0 flex-1 rounded-lg bg-canvas px-3.5 py-2.5 text-sm">{children}</div>;
}

const hasContent = (value: unknown): boolean =>
  value !== null && (typeof value !== 'object' || Object.keys(value).length > 0);

function TreatmentDetails({
  treatment,
}: {
  treatment: Extract<DetailsNode['of'], { kind: 'treatment' }>['treatment'];
}) {
  const { t } = useLingui();
  const { description, keywords, extra_info, other, group, users } = treatment;
  return (
    <Frame>
      <span className="sr-only">
        <Trans>Details of the treatment</Trans>
      </span>
      <DescriptionList>
        {description !== null && (
          <Description term={t`Description`}>
            <span className="whitespace-pre-line" dir="auto">
              {description}
            </span>
          </Description>
        )}
        {keywords.length > 0 && (
          <Description term={t`Keywords`}>
            <JsonValue value={keywords} />
          </Description>
        )}
        {hasContent(extra_info) && (
          <Description term={t`Extra info`}>
            <JsonValue value={withoutIdentity(extra_info)} />
          </Description>
        )}
      </DescriptionList>
      <OtherFields fields={[...other, ...(group?.other ?? []), ...users.flatMap((user) => user.other)]} />
    </Frame>
  );
}
