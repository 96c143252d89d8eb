import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { useAppointment } from '#features/appointments/api/get-appointment.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { AppointmentView } from '#features/appointments/components/appointment-view.tsx';
import {
  NotLogged,
  UnreadableResponse,
  WrongAppointment,
} from '#features/appointments/components/lazy-parts.ts';
import { AppointmentProblem } from '#features/appointments/components/problems/appointment-problem.tsx';
import { addRecentAppointment } from '#features/appointments/model/recent.ts';
import { useSession } from '#features/session/api/session.ts';
import { HttpError } from '#lib/api/errors.ts';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { PartSuspense } from '#ui/lazy-part.tsx';
import { appointmentTitle, ScreenHeading, usePageHeading } from '../page-heading.tsx';
import { RecordNavigation } from '../record-navigation.tsx';
import { useSignOut } from '../use-end-session.ts';
import { usePreload } from '../use-preload.ts';
import { useReturnTo } from '#lib/return-to.ts';
import { loadUserMenu } from '../user-menu.tsx';
import { InvalidAppointmentNumber } from './lazy-pages.ts';

const preloaded = [
  () => import('#features/appointments/components/parts.ts'),
  loadUserMenu,
  () => import('./schedule.tsx'),
  () => import('./sign-in.tsx'),
  () => import('#features/session/components/idle-warning.tsx'),
];

/** `/appointments/:id`. An id that is not a number is not sent to the service. */
export function AppointmentPage() {
  const { id = '' } = useParams();
  const { tenant } = useClinic();
  if (!isIdentifier(id))
    return (
      <PartSuspense>
        <InvalidAppointmentNumber id={id} />
      </PartSuspense>
    );
  // With a key, no state of one appointment can appear under the URL of another.
  return (
    <>
      <RecordNavigation id={id} />
      <AppointmentContent id={id} key={`${tenant.id}/${id}`} />
    </>
  );
}

/** Whether the user may no longer see the record, so that it is removed from the screen. */
const isGone = (error: unknown): boolean =>
  error instanceof HttpError && [401, 403, 404].includes(error.status);

function AppointmentContent({ id }: { id: string }) {
  const { t } = useLingui();
  const { tenant, tenants, timeZone } = useClinic();
  const signOut = useSignOut();
  const { data: session } = useSession();
  const returnTo = useReturnTo();
  const { origin } = useRenderEnvironment();
  const { parsed, error, unlogged, refresh, dataUpdatedAt, failureCount } = useAppointment({
    tenant: tenant.id,
    id,
  });
  // The response for another number is not shown. A response without a number cannot be checked.
  const responseId = parsed?.appointment?.id ?? id;
  const appointment =
    responseId === id && !isGone(error) && unlogged === null ? (parsed?.appointment ?? null) : null;
  const title = appointmentTitle({ id, code: appointment?.code ?? null }, tenant);
  const shows = appointment !== null || (error === null && !parsed);
  // A problem has a title of its own.
  const heading = usePageHeading(shows ? title : null, appointment !== null);
  usePreload(preloaded, appointment !== null);

  useEffect(() => {
    if (!appointment) return;
    const { code, status, scheduled_at } = appointment;
    const scheduledAt = scheduled_at?.epoch ?? null;
    addRecentAppointment({ tenant: tenant.id, id, code, status, scheduledAt, timeZone });
  }, [appointment, tenant.id, id, timeZone]);

  if (parsed && appointment)
    return (
      <AppointmentView
        appointment={appointment}
        checkedAt={dataUpdatedAt}
        headingRef={heading}
        id={id}
        link={`${origin}${paths.appointment(id, tenant.id)}`}
        onRefresh={refresh}
        parsed={parsed}
        stale={error !== null}
        user={session?.user?.name ?? null}
      />
    );

  const problem = {
    id,
    clinic: tenant.name,
    otherClinics: tenants
      .filter((other) => other.id !== tenant.id)
      .map((other) => ({ name: other.name, href: paths.appointment(id, other.id) })),
    homeHref: paths.home(tenant.id),
    onRetry: () => void refresh(),
    onOtherAccount: () => signOut('ended', returnTo),
  };
  const skeleton = <AppointmentSkeleton label={t`Appointment #${id}`} />;
  if (error && (isGone(error) || !parsed))
    return (
      <PartSuspense fallback={skeleton}>
        <AppointmentProblem {...problem} error={error} />
        <ScreenHeading part="problem" />
      </PartSuspense>
    );
  if (parsed)
    return (
      <PartSuspense fallback={skeleton}>
        {responseId !== id ? (
          <WrongAppointment {...problem} />
        ) : unlogged !== null ? (
          <NotLogged {...problem} reason={unlogged} />
        ) : (
          <UnreadableResponse {...problem} raw={parsed.raw} />
        )}
        <ScreenHeading part="problem" />
      </PartSuspense>
    );
  const reason = failureCount > 0 ? t`The service reported an error. Trying again…` : null;
  return <AppointmentSkeleton label={t`Appointment #${id}`} reason={reason} />;
}
