import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { quantityOf, type SupplyGroup, type SupplyItem } from '#features/appointments/model/supplies.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { useDisplayNames } from '../display-names.tsx';
import type { useCheckedSupplies } from './use-checked-supplies.ts';

interface SupplyBrandProps {
  group: SupplyGroup;
  names: ReadonlyMap<string, string>;
  checks: ReturnType<typeof useCheckedSupplies>;
}

/** The supplies of one brand, each with a checkbox. */
export function SupplyBrand({ group, names, checks }: SupplyBrandProps) {
  const { t } = useLingui();
  return (
    <section aria-label={group.brand ?? t`No brand`}>
      <h3 className="px-card pt-3 pb-1 text-caption font-medium text-foreground-subtle">
        {group.brand === null ? <Trans>No brand</Trans> : <bdi translate="no">{group.brand}</bdi>}
      </h3>
      <ul className="pb-1.5">
        {group.items.map((item) => (
          <li key={item.key}>
            <SupplyRow
              item={item}
              names={names}
              onToggle={() => checks.toggle(item)}
              checked={checks.isChecked(item)}
              outdated={checks.isOutdated(item)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SupplyRowProps {
  item: SupplyItem;
  names: ReadonlyMap<string, string>;
  checked: boolean;
  /** Whether the quantity changed since the item was checked. */
  outdated: boolean;
  onToggle: () => void;
}

/** Up to this many sessions are named in a row; more are counted. */
const maxNamedSessions = 3;

function SupplyRow({ item, names, checked, outdated, onToggle }: SupplyRowProps) {
  const displayNames = useDisplayNames();
  const format = useFormat();
  const { sessions, missingQuantities } = item;
  return (
    <label className="flex min-h-10 items-start gap-3 px-card py-1.5 hover:bg-border-soft pointer-coarse:min-h-11 print:min-h-0">
      <Checkbox checked={checked} className="mt-0.5" onChange={onToggle} />
      <span className="min-w-0">
        <bdi translate="no" className={checked ? 'text-foreground-subtle line-through' : ''}>
          {displayNames.product({ name: item.name, id: item.productId })}
        </bdi>
        {outdated && (
          <span className="ms-2 text-caption font-medium text-warn">
            <Trans>(changed)</Trans>
          </span>
        )}
        <span className="block text-caption text-foreground-subtle">
          {sessions.length <= maxNamedSessions ? (
            <bdi translate="no">{sessions.map((key) => names.get(key)).join(' ·\u00a0')}</bdi>
          ) : (
            <Plural one="for # session" other="for # sessions" value={{ sessions: sessions.length }} />
          )}
        </span>
      </span>
      <span className="ms-auto shrink-0 ps-2 text-end font-medium tabular-nums">
        <bdi translate="no">{quantityOf(item, format)}</bdi>
        {missingQuantities > 0 && (
          <span className="block text-caption font-normal text-foreground-subtle">
            <Plural one="# without quantity" other="# without quantity" value={missingQuantities} />
          </span>
        )}
      </span>
    </label>
  );
}
