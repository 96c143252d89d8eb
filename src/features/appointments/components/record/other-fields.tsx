import { Trans } from '@lingui/react/macro';
import { isEmpty, type UnknownField } from '#contract/readers.ts';
import { useClinic } from '#lib/clinic.tsx';
import { JsonValue } from '#ui/json-value.tsx';
import { redact } from '#features/appointments/model/redact.ts';

interface OtherFieldsProps {
  fields: readonly UnknownField[];
  heading?: boolean;
}

/** Fields that the contract does not know, by their keys. Null if there are none. */
export function OtherFields({ fields, heading = true }: OtherFieldsProps) {
  const { tenant } = useClinic();
  const shown = fields.filter(({ value }) => !isEmpty(value));
  if (shown.length === 0) return null;
  return (
    <div className="text-sm">
      {heading && (
        <p className="mb-1.5 text-caption font-medium text-foreground-muted">
          <Trans>Other fields</Trans>
        </p>
      )}
      <dl className="space-y-1.5" translate="no">
        {shown.map(({ key, value }) => (
          <div className="flex flex-wrap gap-x-3.5" key={key}>
            <dt className="text-foreground-subtle">{key}</dt>
            <dd className="min-w-0">
              <JsonValue value={redact(value, tenant.id, key)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
