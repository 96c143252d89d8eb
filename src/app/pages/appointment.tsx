import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useEffect } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { useAppointment } from '#features/appointments/api/get-appointment.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { AppointmentView } from '#features/appointments/components/appointment-view.tsx';
import { UnreadableResponse, WrongAppointment } from '#features/appointments/components/lazy-parts.ts';
import { AppointmentProblem } from '#features/appointments/components/problems/appointment-problem.tsx';
import { addRecentAppointment } from '#features/appointments/model/recent.ts';
import { loadIdleWarning } from '#features/session/components/idle-timeout.tsx';
import { HttpError } from '#lib/api/errors.ts';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { appointmentTitle, usePageHeading } from '../page-heading.tsx';
import { RecordNavigation } from '../record-navigation.tsx';
import { usePreload } from '../use-preload.ts';
import { useReturnTo } from '../use-return-to.ts';
import { loadUserMenu } from '../user-menu.tsx';

const InvalidNumber = lazy(async () => ({ default: (await import('./not-found.tsx')).InvalidNumber }));

const preloaded = [
  () => import('#features/appointments/components/parts.ts'),
  loadUserMenu,
  () => import('./schedule.tsx'),
  () => import('./sign-in.tsx'),
  loadIdleWarning,
];

/** `/appointments/:id`. An id that is not a number is not sent to the service. */
export function AppointmentPage() {
  const { id = '' } = useParams();
  const { tenant } = useClinic();
  if (!isIdentifier(id))
    return (
      <Suspense>
        <InvalidNumber id={id} />
      </Suspense>
    );
  // With a key, no state of one appointment can appear under the URL of another.
  return (
    <>
      <RecordNavigation id={id} />
      <Opened id={id} key={`${tenant.id}/${id}`} />
    </>
  );
}

/** Whether the user may no longer see the record, so that it is removed from the screen. */
const isGone = (error: unknown): boolean =>
  error instanceof HttpError && [401, 403, 404].includes(error.status);

function Opened({ id }: { id: string }) {
  const { t } = useLingui();
  const { tenant, tenants, tenantParam } = useClinic();
  const returnTo = useReturnTo();
  const { origin } = useRenderEnvironment();
  const target = useLocation().hash.slice(1);
  const { parsed, error, refresh, dataUpdatedAt, failureCount } = useAppointment({ tenant: tenant.id, id });
  // The response for another number is not shown. A response without a number cannot be checked.
  const responseId = parsed?.appointment?.id ?? id;
  const appointment = responseId === id && !isGone(error) ? (parsed?.appointment ?? null) : null;
  const title = appointmentTitle({ id, code: appointment?.code ?? null }, tenant);
  const heading = usePageHeading(title, appointment !== null);
  usePreload(preloaded, appointment !== null);

  useEffect(() => {
    if (appointment) addRecentAppointment({ tenant: tenant.id, id });
  }, [appointment, tenant.id, id]);

  if (parsed && appointment)
    return (
      <AppointmentView
        appointment={appointment}
        checkedAt={dataUpdatedAt}
        headingRef={heading}
        id={id}
        link={`${origin}${paths.appointment(id, tenantParam)}`}
        onRefresh={refresh}
        parsed={parsed}
        stale={error !== null}
        target={target}
      />
    );

  const problem = {
    id,
    clinic: tenant.name,
    otherClinics: tenants
      .filter((other) => other.id !== tenant.id)
      .map((other) => ({ name: other.name, href: paths.appointment(id, other.id) })),
    signInHref: paths.signIn(returnTo),
    homeHref: paths.home(tenantParam),
    onRetry: refresh,
  };
  const skeleton = <AppointmentSkeleton label={t`Appointment #${id}`} />;
  if (error && (isGone(error) || !parsed))
    return (
      <Suspense fallback={skeleton}>
        <AppointmentProblem {...problem} error={error} />
        <ProblemHeading title={title} />
      </Suspense>
    );
  if (parsed)
    return (
      <Suspense fallback={skeleton}>
        {responseId === id ? (
          <UnreadableResponse {...problem} raw={parsed.raw} />
        ) : (
          <WrongAppointment {...problem} />
        )}
        <ProblemHeading title={title} />
      </Suspense>
    );
  return (
    <>
      {skeleton}
      {failureCount > 0 && (
        <p className="mt-4 text-sm text-foreground-muted" role="status">
          <Trans>The service reported an error. Trying again…</Trans>
        </p>
      )}
    </>
  );
}

/** Mounts with the problem beside it, which may be loaded later. */
function ProblemHeading({ title }: { title: string }) {
  usePageHeading(title);
  return null;
}
