import { Trans } from '@lingui/react/macro';
import { isEmpty, type UnknownField } from '#contract/readers.ts';
import { PartSuspense } from '#ui/lazy-part.tsx';
import { UnknownFieldList } from '../lazy-parts.ts';

export interface OwnedField extends UnknownField {
  /** The record that the field belongs to; missing for the record that the fields are shown with. */
  owner?: string;
}

/** The unknown fields of a nested record, with its name. */
export const ownedFields = (
  owner: string,
  record: { other: readonly UnknownField[] } | null | undefined,
): OwnedField[] => (record?.other ?? []).map((field) => ({ ...field, owner }));

interface OtherFieldsProps {
  fields: readonly OwnedField[];
  heading?: boolean;
}

/** Fields that the contract does not know, by their keys. Null if there are none, as usual. */
export function OtherFields({ fields, heading = true }: OtherFieldsProps) {
  const shown = fields.filter(({ value }) => !isEmpty(value));
  if (shown.length === 0) return null;
  return (
    <div className="text-sm">
      {heading && (
        <p className="mb-1.5 text-caption font-medium text-foreground-muted">
          <Trans>Other fields</Trans>
        </p>
      )}
      <PartSuspense>
        <UnknownFieldList fields={shown} />
      </PartSuspense>
    </div>
  );
}
