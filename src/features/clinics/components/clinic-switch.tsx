import { useLingui } from '@lingui/react/macro';
import { Check, ChevronDown } from 'lucide-react';
import type { Tenant } from '#contract/tenant.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { Menu, MenuLink } from '#ui/menu.tsx';

interface ClinicSwitchProps {
  tenants: readonly Tenant[];
  current: Tenant;
  /** The URL of a clinic's home page. */
  hrefFor: (tenant: string) => string;
}

/** Shows the current clinic. A user of several clinics can switch to another one. */
export function ClinicSwitch({ tenants, current, hrefFor }: ClinicSwitchProps) {
  const { t } = useLingui();
  const format = useFormat();
  const clinicLabel = (
    <>
      <span className="grid size-5 shrink-0 place-items-center rounded-md bg-accent-soft text-[0.625rem] font-semibold text-accent-soft-foreground">
        {format.initials(current.name)}
      </span>
      <span className="hidden max-w-48 truncate md:inline">
        <bdi translate="no">{current.name}</bdi>
      </span>
    </>
  );
  if (tenants.length < 2)
    return (
      <p className="flex h-9 items-center gap-2 px-1 text-sm" title={current.name}>
        {clinicLabel}
        <span className="sr-only md:hidden">{current.name}</span>
      </p>
    );
  return (
    <Menu
      triggerClassName="flex h-9 items-center gap-2 rounded-lg border border-border bg-surface px-2.5 text-sm hover:bg-border-soft"
      trigger={
        <>
          {clinicLabel}
          <ChevronDown className="size-4 text-foreground-subtle" />
        </>
      }
      label={t`Clinic: ${{ name: current.name }}`}
    >
      <ul aria-label={t`Your clinics`}>
        {tenants.map((tenant) => (
          <li key={tenant.id}>
            <MenuLink aria-current={tenant.id === current.id ? 'true' : undefined} to={hrefFor(tenant.id)}>
              <Avatar initials={format.initials(tenant.name)} square />
              <bdi translate="no" className="min-w-0">
                {tenant.name}
              </bdi>
              {tenant.id === current.id && <Check className="ms-auto size-4 text-accent" />}
            </MenuLink>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
