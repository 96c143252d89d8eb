import { Trans } from '@lingui/react/macro';
import { useCallback, useMemo, useState } from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { RecentList } from '#features/appointments/components/open/recent-list.tsx';
import { SampleList } from '#features/appointments/components/open/sample-list.tsx';
import { Schedule, scheduleHeading } from '#features/schedule/components/schedule.tsx';
import { useReturnToRow } from '#features/schedule/components/return-to-schedule.ts';
import { readScheduleView } from '#features/schedule/model/schedule-view.ts';
import { useSession } from '#features/session/api/session.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useNow } from '#lib/use-now.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { HydratedMark } from '#ui/lazy-part.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** `/appointments`, the home page, to which `/` redirects. */
export function SchedulePage() {
  const { pathname } = useLocation();
  const { tenant } = useClinic();
  // With a key, no row of one clinic can appear in another.
  return pathname === '/' ? (
    <Navigate replace to={paths.schedule(tenant.id)} />
  ) : (
    <ScheduleContent key={tenant.id} />
  );
}

function ScheduleContent() {
  const { search } = useLocation();
  const { tenant, tenants } = useClinic();
  const format = useFormat();
  const today = format.day(useNow('minute'));
  const view = useMemo(() => readScheduleView(search, today), [search, today]);
  const [ready, setReady] = useState(false);
  const onReady = useCallback(() => setReady(true), []);
  const heading = usePageHeading(`${scheduleHeading(view, format)} · ${tenant.name}`);
  useReturnToRow(ready);
  const { data: session } = useSession();
  const samples = (session?.settings.samples ?? []).filter(({ tenant: clinic }) =>
    tenants.some(({ id }) => id === clinic),
  );
  const clinicName = (id: string) =>
    tenants.length === 1 ? null : (tenants.find((other) => other.id === id)?.name ?? `#${id}`);
  return (
    <>
      <HydratedMark />
      <Schedule headingRef={heading} onReady={onReady} view={view} />
      <div className="mt-6 space-y-3 print:hidden">
        <Disclosure summary={<Trans>Recent appointments</Trans>}>
          {() => <RecentList clinicName={clinicName} />}
        </Disclosure>
        {samples.length > 0 && (
          <Disclosure summary={<Trans>Sample appointments</Trans>}>
            {() => <SampleList clinicName={clinicName} samples={samples} />}
          </Disclosure>
        )}
      </div>
    </>
  );
}
