import { Trans, useLingui } from '@lingui/react/macro';
import { RecentList } from '#features/appointments/components/open/recent-list.tsx';
import { useClinic } from '#lib/clinic.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** `/`: the appointments that were opened in this session. */
export function HomePage() {
  const { t } = useLingui();
  const { tenant, tenants, tenantParam } = useClinic();
  const heading = usePageHeading(`${t`Appointments`} · ${tenant.name}`);
  return (
    <div className="mx-auto max-w-xl py-6 sm:py-12">
      <h1 className="text-2xl font-bold tracking-tight outline-none" ref={heading} tabIndex={-1}>
        <Trans>Open an appointment</Trans>
      </h1>
      <p className="mt-1 mb-6 text-foreground-muted">
        <bdi translate="no">{tenant.name}</bdi>
      </p>
      <h2 className="mb-2.5 text-sm font-semibold">
        <Trans>Recent appointments</Trans>
      </h2>
      <RecentList
        clinicName={(id) =>
          tenantParam === null ? null : (tenants.find((other) => other.id === id)?.name ?? `#${id}`)
        }
      />
    </div>
  );
}
