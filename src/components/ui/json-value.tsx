/** Values nested deeper are shown as JSON text. */
const maxDepth = 6;

const scalar = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Any JSON value in readable form: objects as description lists, arrays as lists, text as text. */
export function JsonValue({ value, depth = 0 }: { value: unknown; depth?: number }) {
  if (typeof value !== 'object' || value === null)
    return (
      <span className="whitespace-pre-wrap" dir="auto" translate="no">
        {scalar(value)}
      </span>
    );
  if (depth >= maxDepth) return <code className="text-xs">{JSON.stringify(value)}</code>;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object' || item === null))
      return (
        <span dir="auto" translate="no">
          {value.map(scalar).join(', ')}
        </span>
      );
    return (
      <ol className="list-decimal space-y-1 ps-5">
        {value.map((item: unknown, index) => (
          // The items of an unknown list have no identity except their index.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <JsonValue depth={depth + 1} value={item} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <dl className="space-y-0.5" translate="no">
      {Object.entries(value).map(([key, inner]) => (
        <div className="flex flex-wrap gap-x-2" key={key}>
          <dt className="text-foreground-subtle">{key}</dt>
          <dd className="min-w-0">
            <JsonValue depth={depth + 1} value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
