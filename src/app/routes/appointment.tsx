import { Trans, useLingui } from '@lingui/react/macro';
import { Hash } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { useAppointment } from '#features/appointments/api/get-appointment.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { AppointmentView } from '#features/appointments/components/appointment-view.tsx';
import { OpenedAppointment } from '#features/appointments/components/opened-appointment.ts';
import { AppointmentProblem } from '#features/appointments/components/problems/appointment-problem.tsx';
import {
  AnotherAppointment,
  SenselessAnswer,
} from '#features/appointments/components/problems/wrong-answer.tsx';
import { rememberOpened } from '#features/appointments/model/recent.ts';
import { HttpError } from '#lib/api/errors.ts';
import { parseAppointmentInput, paths } from '#lib/paths.ts';
import { useViewer } from '#lib/viewer.tsx';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { useClinic } from '../clinic.tsx';
import { appointmentTitle, usePageHeading } from '../page-heading.ts';
import { useReturnTo } from '../session-boundary.tsx';

interface AppointmentRouteProps {
  /** False where no zone is configured and the reader's own is used. */
  clinicZoneKnown: boolean;
  /** The origins that pictures of people may come from. */
  pictureOrigins: readonly string[];
}

/** `/appointments/:id`: a number that cannot be one is never asked for. */
export function AppointmentRoute(props: AppointmentRouteProps) {
  const { id = '' } = useParams();
  const { tenant } = useClinic();
  if (!isIdentifier(id)) return <BadNumber id={id} />;
  // A key of its own for each appointment: nothing of one can be seen under another's address.
  return <Opened {...props} id={id} key={`${tenant.id}/${id}`} />;
}

function BadNumber({ id }: { id: string }) {
  const { t } = useLingui();
  const { inAddress } = useClinic();
  usePageHeading(t`Not a number`);
  const meant = parseAppointmentInput(id.replace(/[.,;:!?)\]]+$/, ''))?.id;
  return (
    <MessageScreen
      actions={
        <>
          {meant !== undefined && (
            <a className={buttonClass('primary')} href={paths.appointment(meant, inAddress)}>
              <Trans>Open #{meant}</Trans>
            </a>
          )}
          <a className={buttonClass(meant === undefined ? 'primary' : 'plain')} href={paths.home(inAddress)}>
            <Trans>Open another appointment</Trans>
          </a>
        </>
      }
      icon={<Hash aria-hidden="true" className="size-6" />}
      role="alert"
      title={<Trans>This link names no appointment</Trans>}
    >
      <p>
        <Trans>
          An appointment's number is made of digits, such as 42, and “<bdi>{id}</bdi>” is not one.
        </Trans>
      </p>
    </MessageScreen>
  );
}

/** What was readable a moment ago may not be any more: then it goes from the screen, too. */
const isGone = (error: unknown): boolean =>
  error instanceof HttpError && [401, 403, 404].includes(error.status);

function Opened({ id, clinicZoneKnown, pictureOrigins }: AppointmentRouteProps & { id: string }) {
  const { t } = useLingui();
  const { tenant, tenants, inAddress } = useClinic();
  const returnTo = useReturnTo();
  const { origin } = useViewer();
  const target = useLocation().hash.slice(1);
  const {
    data: reading,
    error,
    refetch,
    dataUpdatedAt,
    failureCount,
  } = useAppointment({ tenant: tenant.id, id });
  // Another number's answer is nobody's to see here; an answer without a number cannot be told from the right one.
  const answeredId = reading?.appointment?.id ?? id;
  const appointment = answeredId === id ? (reading?.appointment ?? null) : null;
  const answered = reading !== undefined || error !== null;
  const heading = usePageHeading(appointmentTitle({ id, code: appointment?.code ?? null }, tenant), answered);
  const refresh = useCallback(() => void refetch(), [refetch]);

  useEffect(() => {
    if (appointment) rememberOpened({ tenant: tenant.id, id });
  }, [appointment, tenant.id, id]);

  if (reading && appointment && !isGone(error))
    return (
      <AppointmentView
        appointment={appointment}
        checkedAt={dataUpdatedAt}
        clinicZoneKnown={clinicZoneKnown}
        headingRef={heading}
        id={id}
        homeHref={paths.home(inAddress)}
        hrefFor={(other) => paths.appointment(other, inAddress)}
        link={`${origin}${paths.appointment(id, inAddress)}`}
        onRefresh={refresh}
        pictureOrigins={pictureOrigins}
        reading={reading}
        stale={error !== null}
        target={target}
        tenant={tenant}
      />
    );

  const problem = {
    id,
    clinic: tenant.name,
    otherClinics: tenants
      .filter((one) => one.id !== tenant.id)
      .map((one) => ({ name: one.name, href: paths.appointment(id, one.id) })),
    signInHref: paths.signIn(returnTo),
    homeHref: paths.home(inAddress),
    onRetry: refresh,
  };
  if (error && (isGone(error) || !reading)) return <AppointmentProblem {...problem} error={error} />;
  if (answeredId !== id) return <AnotherAppointment {...problem} />;
  if (reading)
    return (
      <OpenedAppointment value={{ tenant: tenant.id, id: '' }}>
        <SenselessAnswer {...problem} raw={reading.raw} />
      </OpenedAppointment>
    );
  return (
    <>
      <AppointmentSkeleton label={t`Appointment #${id}`} />
      {failureCount > 0 && (
        <p className="mt-4 text-sm text-ink-2" role="status">
          <Trans>The service did not answer; trying again…</Trans>
        </p>
      )}
    </>
  );
}
