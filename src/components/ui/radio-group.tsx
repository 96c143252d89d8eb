interface Option<V extends string> {
  value: V;
  label: string;
  lang?: string;
}

interface RadioGroupProps<V extends string> {
  legend: string;
  name: string;
  options: readonly Option<V>[];
  /** Null while nothing is selected. */
  value: V | null;
  onChange: (value: V) => void;
}

/** A segmented control of native radio buttons. */
export function RadioGroup<V extends string>({ legend, name, options, value, onChange }: RadioGroupProps<V>) {
  return (
    <fieldset>
      <legend className="mb-1 text-caption text-foreground-subtle">{legend}</legend>
      <div className="flex overflow-hidden rounded-lg border border-control">
        {options.map((option) => (
          <label className="relative flex flex-1 cursor-pointer" key={option.value} lang={option.lang}>
            <input
              checked={option.value === value}
              className="peer sr-only"
              name={name}
              onChange={() => onChange(option.value)}
              type="radio"
              value={option.value}
            />
            <span className="flex min-h-8 flex-1 items-center justify-center px-3 text-caption font-medium whitespace-nowrap text-foreground-muted peer-checked:bg-accent-soft peer-checked:text-accent-soft-foreground peer-checked:forced-colors:forced-color-adjust-none peer-checked:forced-colors:bg-[color:Highlight] peer-checked:forced-colors:text-[color:HighlightText] pointer-coarse:min-h-11 peer-focus-visible:outline-2 peer-focus-visible:-outline-offset-2 peer-focus-visible:outline-accent hover:bg-border-soft">
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
