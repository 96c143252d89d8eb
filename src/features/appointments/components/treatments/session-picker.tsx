import { useLingui } from '@lingui/react/macro';
import type { SupplySession } from '#features/appointments/model/supplies.ts';
import { Checkbox } from '#ui/checkbox.tsx';

interface SessionPickerProps {
  sessions: readonly SupplySession[];
  names: ReadonlyMap<string, string>;
  picked: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/** Selects sessions of the plan. */
export function SessionPicker({ sessions, names, picked, onToggle }: SessionPickerProps) {
  const { t } = useLingui();
  return (
    <fieldset className="max-h-52 w-full overflow-y-auto rounded-lg border border-border p-2">
      <legend className="sr-only">{t`Sessions`}</legend>
      {sessions.map(({ key }) => (
        <label
          className="flex min-h-7 items-center pointer-coarse:min-h-11 gap-2.5 rounded px-1.5 hover:bg-border-soft"
          key={key}
        >
          <Checkbox checked={picked.has(key)} onChange={() => onToggle(key)} />
          <bdi translate="no">{names.get(key)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
