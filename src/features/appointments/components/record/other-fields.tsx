import { Trans } from '@lingui/react/macro';
import type { UnknownField } from '#contract/readers.ts';
import { isEmpty } from '#contract/readers.ts';
import { JsonValue } from '#ui/json-value.tsx';
import { redact } from '#features/appointments/model/redact.ts';
import { useReadingTenant } from '../opened-appointment.ts';

interface OtherFieldsProps {
  fields: readonly UnknownField[];
  heading?: boolean;
}

/** What the service sent and nobody planned for, by its own name. Nothing where there is nothing. */
export function OtherFields({ fields, heading = true }: OtherFieldsProps) {
  const tenant = useReadingTenant();
  const shown = fields.filter(({ value }) => !isEmpty(value));
  if (shown.length === 0) return null;
  return (
    <div className="text-sm">
      {heading && (
        <p className="mb-1.5 text-[0.8125rem] font-medium text-ink-2">
          <Trans>Other fields</Trans>
        </p>
      )}
      <dl className="space-y-1.5">
        {shown.map(({ key, value }) => (
          <div className="flex flex-wrap gap-x-3.5" key={key}>
            <dt className="text-ink-3">{key}</dt>
            <dd className="min-w-0">
              <JsonValue value={redact(value, tenant, key)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
