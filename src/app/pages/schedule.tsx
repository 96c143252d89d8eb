import { Trans } from '@lingui/react/macro';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { RecentList } from '#features/appointments/components/open/recent-list.tsx';
import { Schedule, scheduleHeading } from '#features/schedule/components/schedule.tsx';
import { useReturnToRow } from '#features/schedule/components/use-return-to-row.ts';
import { readScheduleView } from '#features/schedule/model/schedule-view.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useNow } from '#lib/use-now.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { usePageHeading } from '../page-heading.tsx';
import { useReturnTo } from '../use-return-to.ts';

const HomePage = lazy(async () => ({ default: (await import('./home.tsx')).HomePage }));

/** `/appointments`, the home page: `/` redirects, except with a problem of the form that opens an appointment. */
export function SchedulePage() {
  const { pathname, search } = useLocation();
  const { tenant } = useClinic();
  // With a key, no row of one clinic can appear in another.
  if (pathname !== '/') return <Opened key={tenant.id} />;
  if (!new URLSearchParams(search).has('problem')) return <Navigate replace to={paths.schedule(tenant.id)} />;
  return (
    <Suspense>
      <HomePage />
    </Suspense>
  );
}

function Opened() {
  const { search } = useLocation();
  const { tenant, tenants } = useClinic();
  const format = useFormat();
  const returnTo = useReturnTo();
  const today = format.day(useNow('minute'));
  const view = useMemo(() => readScheduleView(search, today), [search, today]);
  const [ready, setReady] = useState(false);
  const onReady = useCallback(() => setReady(true), []);
  const heading = usePageHeading(`${scheduleHeading(view, format)} · ${tenant.name}`);
  useReturnToRow(ready);
  return (
    <>
      <Schedule headingRef={heading} onReady={onReady} signInHref={paths.signIn(returnTo)} view={view} />
      <div className="mt-6">
        <Disclosure summary={<Trans>Recent appointments</Trans>}>
          {() => (
            <RecentList
              clinicName={(id) =>
                tenants.length === 1 ? null : (tenants.find((other) => other.id === id)?.name ?? `#${id}`)
              }
            />
          )}
        </Disclosure>
      </div>
    </>
  );
}
