import { withKeys } from '#lib/with-keys.ts';
import { JsonValue } from '#ui/json-value.tsx';
import type { OwnedField } from './other-fields.tsx';
import { useRedact } from './use-redact.ts';

/** Any JSON values by their keys, redacted. Names may repeat. */
export function UnknownFieldList({ fields }: { fields: readonly OwnedField[] }) {
  const redact = useRedact();
  return (
    <dl className="space-y-1.5" translate="no">
      {withKeys(fields, ({ owner, key }) => `${owner ?? ''}.${key}`).map(({ key, item }) => (
        <div className="flex flex-wrap gap-x-3.5" key={key}>
          <dt className="text-foreground-subtle">
            {item.owner !== undefined && (
              <>
                <bdi>{item.owner}</bdi>
                {': '}
              </>
            )}
            {item.key}
          </dt>
          <dd className="min-w-0">
            <JsonValue value={redact(item.value, item.key)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
