import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { useAppointment } from '#features/appointments/api/get-appointment.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { AppointmentView } from '#features/appointments/components/appointment-view.tsx';
import { appointmentLater } from '#features/appointments/components/later.ts';
import { AppointmentProblem } from '#features/appointments/components/problems/appointment-problem.tsx';
import { addRecentAppointment } from '#features/appointments/model/recent.ts';
import { ConnectionError, HttpError } from '#lib/api/errors.ts';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { useViewer } from '#lib/viewer.tsx';
import { Later, useIsHere } from '#ui/later.tsx';
import { appLater } from '../later.ts';
import { appointmentTitle, usePageHeading } from '../page-heading.ts';
import { useReturnTo } from '../session-boundary.tsx';

/** `/appointments/:id`: a number that cannot be one is never asked for. */
export function AppointmentRoute({ id }: { id: string }) {
  const { tenant } = useClinic();
  if (!isIdentifier(id)) return <Later of={appLater}>{({ BadNumber }) => <BadNumber id={id} />}</Later>;
  // A key of its own for each appointment: nothing of one can be seen under another's address.
  return <Opened id={id} key={`${tenant.id}/${id}`} />;
}

/** What was readable a moment ago may not be any more: then it goes from the screen, too. */
const isGone = (error: unknown): boolean =>
  error instanceof HttpError && [401, 403, 404].includes(error.status);

function Opened({ id }: { id: string }) {
  const { t } = useLingui();
  const { tenant, tenants, tenantParam } = useClinic();
  const returnTo = useReturnTo();
  const { origin } = useViewer();
  const target = useLocation().hash.slice(1);
  const {
    data: parsed,
    error,
    refetch,
    dataUpdatedAt,
    failureCount,
  } = useAppointment({ tenant: tenant.id, id });
  // Another number's answer is nobody's to see here; an answer without a number cannot be told from the right one.
  const answeredId = parsed?.appointment?.id ?? id;
  const appointment = answeredId === id ? (parsed?.appointment ?? null) : null;
  const answered = parsed !== undefined || error !== null;
  const hasWords = useIsHere(appointmentLater) || error instanceof ConnectionError;
  const heading = usePageHeading(
    appointmentTitle({ id, code: appointment?.code ?? null }, tenant),
    answered && (appointment !== null || hasWords),
  );
  const refresh = useCallback(() => void refetch(), [refetch]);

  useEffect(() => {
    if (appointment) addRecentAppointment({ tenant: tenant.id, id });
  }, [appointment, tenant.id, id]);

  if (parsed && appointment && !isGone(error))
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
      .filter((one) => one.id !== tenant.id)
      .map((one) => ({ name: one.name, href: paths.appointment(id, one.id) })),
    signInHref: paths.signIn(returnTo),
    homeHref: paths.home(tenantParam),
    onRetry: refresh,
  };
  const skeleton = <AppointmentSkeleton label={t`Appointment #${id}`} />;
  if (error && (isGone(error) || !parsed))
    return <AppointmentProblem {...problem} error={error} meanwhile={skeleton} />;
  if (parsed)
    return (
      <Later meanwhile={skeleton} of={appointmentLater}>
        {({ WrongAppointment, UnreadableResponse }) =>
          answeredId === id ? (
            <UnreadableResponse {...problem} raw={parsed.raw} />
          ) : (
            <WrongAppointment {...problem} />
          )
        }
      </Later>
    );
  return (
    <>
      {skeleton}
      {failureCount > 0 && (
        <p className="mt-4 text-sm text-foreground-muted" role="status">
          <Trans>The service did not answer; trying again…</Trans>
        </p>
      )}
    </>
  );
}
