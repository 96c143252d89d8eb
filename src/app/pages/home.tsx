import { Trans, useLingui } from '@lingui/react/macro';
import { SampleList } from '#features/appointments/components/open/sample-list.tsx';
import { RecentList } from '#features/appointments/components/open/recent-list.tsx';
import { useSession } from '#features/session/api/session.ts';
import { useClinic } from '#lib/clinic.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** `/`: the appointments that were opened in this session. */
export function HomePage() {
  const { t } = useLingui();
  const { tenant, tenants } = useClinic();
  const { data: session } = useSession();
  const samples = (session?.settings.samples ?? []).filter(({ tenant: clinic }) =>
    tenants.some(({ id }) => id === clinic),
  );
  const clinicName = (id: string) =>
    tenants.length === 1 ? null : (tenants.find((other) => other.id === id)?.name ?? `#${id}`);
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
      <RecentList clinicName={clinicName} />
      {samples.length > 0 && (
        <>
          <h2 className="mt-8 mb-2.5 text-sm font-semibold">
            <Trans>Sample appointments</Trans>
          </h2>
          <SampleList clinicName={clinicName} samples={samples} />
        </>
      )}
    </div>
  );
}
