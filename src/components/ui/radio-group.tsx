interface Option<V extends string> {
  value: V;
  label: string;
  lang?: string;
}

interface RadioGroupProps<V extends string> {
  legend: string;
  name: string;
  options: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
}

/** A few choices side by side, of which one holds; native radio buttons underneath. */
export function RadioGroup<V extends string>({ legend, name, options, value, onChange }: RadioGroupProps<V>) {
  return (
    <fieldset>
      <legend className="mb-1 text-caption text-foreground-subtle">{legend}</legend>
      <div className="flex overflow-hidden rounded-lg border border-control">
        {options.map((option) => (
          <label
            className="relative flex min-h-8 flex-1 cursor-pointer items-center justify-center px-3 text-caption font-medium whitespace-nowrap text-foreground-muted hover:bg-border-soft has-checked:bg-accent-soft has-checked:text-accent-soft-foreground has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
            key={option.value}
            lang={option.lang}
          >
            <input
              checked={option.value === value}
              className="sr-only"
              name={name}
              onChange={() => onChange(option.value)}
              type="radio"
              value={option.value}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
