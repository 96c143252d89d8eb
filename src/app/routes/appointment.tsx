import { Trans, useLingui } from '@lingui/react/macro';
import { Hash } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { useAppointment } from '#features/appointments/api/get-appointment.ts';
import {
  AppointmentProblem,
  SenselessAnswer,
} from '#features/appointments/components/appointment-problem.tsx';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { AppointmentView } from '#features/appointments/components/appointment-view.tsx';
import { ReadingTenant } from '#features/appointments/components/reading-tenant.ts';
import { rememberOpened } from '#features/appointments/model/recent.ts';
import { visitName } from '#features/appointments/model/related.ts';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { useClinic } from '../clinic.tsx';
import { usePageHeading } from '../page-heading.ts';
import { useReturnTo } from '../session-boundary.tsx';

/** `/appointments/:id`: a number that cannot be one is never asked for. */
export function AppointmentRoute({ clinicZoneKnown }: { clinicZoneKnown: boolean }) {
  const { id = '' } = useParams();
  const { tenant } = useClinic();
  if (!isIdentifier(id)) return <BadNumber id={id} />;
  // A key of its own for each appointment: nothing of one can be seen under another's address.
  return <Opened clinicZoneKnown={clinicZoneKnown} id={id} key={`${tenant.id}/${id}`} />;
}

function BadNumber({ id }: { id: string }) {
  const { t } = useLingui();
  const { inAddress } = useClinic();
  usePageHeading(t`Not a number`);
  return (
    <MessageScreen
      actions={
        <a className={buttonClass('primary')} href={paths.home(inAddress)}>
          <Trans>Open another appointment</Trans>
        </a>
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

function Opened({ id, clinicZoneKnown }: { id: string; clinicZoneKnown: boolean }) {
  const { t } = useLingui();
  const { tenant, tenants, inAddress } = useClinic();
  const returnTo = useReturnTo();
  const target = useLocation().hash.slice(1);
  const {
    data: reading,
    error,
    refetch,
    dataUpdatedAt,
    failureCount,
  } = useAppointment({ tenant: tenant.id, id });
  const appointment = reading?.appointment ?? null;
  const title = appointment ? visitName({ code: appointment.code, id }) : `#${id}`;
  const answered = reading !== undefined || error !== null;
  const heading = usePageHeading(`${title} · ${tenant.name}`, answered);
  const refresh = useCallback(() => void refetch(), [refetch]);

  useEffect(() => {
    if (appointment) rememberOpened({ tenant: tenant.id, id });
  }, [appointment, tenant.id, id]);

  if (reading && appointment)
    return (
      <AppointmentView
        appointment={appointment}
        checkedAt={dataUpdatedAt}
        clinicZoneKnown={clinicZoneKnown}
        headingRef={heading}
        homeHref={paths.home(inAddress)}
        hrefFor={(other) => paths.appointment(other, inAddress)}
        link={`${window.location.origin}${paths.appointment(id, inAddress)}`}
        onRefresh={refresh}
        reading={reading}
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
  if (reading)
    return (
      <ReadingTenant value={tenant.id}>
        <SenselessAnswer {...problem} raw={reading.raw} />
      </ReadingTenant>
    );
  if (error) return <AppointmentProblem {...problem} error={error} />;
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
