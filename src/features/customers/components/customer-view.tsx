import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Ref } from 'react';
import { isIdentifier } from '#contract/endpoints.ts';
import { AgeText } from '#features/appointments/components/customer/customer-facts.tsx';
import { isCancelled } from '#features/appointments/components/header/status-badge.tsx';
import { avatarUrl } from '#features/appointments/model/customer.ts';
import { useCustomer } from '#features/customers/api/get-customer.ts';
import { useCustomerAppointments } from '#features/customers/api/get-customer-appointments.ts';
import { useKnownAppointments } from '#features/customers/api/use-known-appointments.ts';
import { type CustomerAppointment, groupAppointments } from '#features/customers/model/group-appointments.ts';
import { failureKind } from '#lib/api/failure-kind.ts';
import { ageOn } from '#lib/calendar.ts';
import { useClinic } from '#lib/clinic.tsx';
import { fullName } from '#lib/format/text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { Bar } from '#ui/skeleton.tsx';
import { AppointmentTable } from './appointment-table.tsx';
import { ContactCard } from './contact-card.tsx';
import { Notice } from './notice.tsx';

interface CustomerViewProps {
  id: string;
  headingRef: Ref<HTMLHeadingElement>;
}

/**
 * A customer's contact details and appointments. Data that the service cannot provide is taken from records opened in
 * this session, with a notice that it may be incomplete.
 */
export function CustomerView({ id, headingRef }: CustomerViewProps) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const { avatarOrigins, tenant: clinic, timeZone: clinicZone } = useClinic();
  const tenant = clinic.id;
  const customer = useCustomer({ tenant, id });
  const list = useCustomerAppointments({ tenant, id });
  const opened = useKnownAppointments({ tenant, id });

  const pages = list.data?.pages ?? [];
  const listed = pages.flatMap((page) =>
    page.appointments.flatMap((appointment): CustomerAppointment[] =>
      appointment.id !== null && isIdentifier(appointment.id)
        ? [
            {
              id: appointment.id,
              code: appointment.code,
              scheduledAt: appointment.scheduled_at,
              status: appointment.status,
              deleted: appointment.deleted_at !== null,
              doctor: appointment.doctor_name,
              room: appointment.room_name,
              treatments: appointment.treatments.filter((name) => name !== null),
            },
          ]
        : [],
    ),
  );
  const gone = [customer.error, list.error].some(
    (error) => error !== null && ['signed-out', 'forbidden'].includes(failureKind(error)),
  );
  const contact = gone ? null : (customer.data ?? opened.contact);
  const appointments = gone ? [] : [...opened.appointments, ...listed];
  const today = format.day(now);
  const zone = format.zoneName();
  const groups = groupAppointments(appointments, (epoch) => format.day(epoch) < today, isCancelled);
  const count = new Set(appointments.map((appointment) => appointment.id)).size;
  const last = pages.at(-1);
  const open = list.hasNextPage || last?.complete === false;

  const named = contact ?? (gone ? null : (pages.find((page) => page.customer)?.customer ?? null));
  const name = fullName(named);
  const birth = contact?.date_of_birth?.date ?? null;
  const age = birth === null ? null : ageOn(birth, today);
  const sameProblem =
    customer.error !== null &&
    list.error !== null &&
    failureKind(customer.error) === failureKind(list.error) &&
    failureKind(list.error) !== 'unsupported';
  const pending = customer.isPending || list.isPending;

  return (
    <article aria-busy={pending}>
      <div className="flex items-center gap-3.5">
        <Avatar
          initials={name === '' ? '#' : format.initials(name)}
          picture={avatarUrl(customer.data?.avatar_url ?? null, avatarOrigins)}
          size="large"
        />
        <div className="min-w-0">
          <h1
            className="text-2xl leading-tight font-bold tracking-tight outline-none"
            data-private
            ref={headingRef}
            tabIndex={-1}
          >
            {name === '' ? t`Customer #${id}` : <bdi translate="no">{name}</bdi>}
          </h1>
          <p className="mt-0.5 min-h-6 text-foreground-muted">
            <DotSeparated>
              {name !== '' && t`Customer #${id}`}
              {age !== null && <AgeText age={age} />}
              {list.data && <AppointmentCount count={count} open={open} total={last?.total ?? null} />}
              {count > 0 && (clinicZone === null ? t`${zone}, your time zone` : zone)}
            </DotSeparated>
          </p>
        </div>
        {customer.data?.deleted_at && (
          <Badge size="small" tone="danger">
            <Trans>Deleted</Trans>
          </Badge>
        )}
      </div>
      {customer.error && (
        <Notice
          error={customer.error}
          onRetry={() => void Promise.all([customer.refetch(), list.isError && list.refetch()])}
          subject="customer"
        />
      )}
      {contact !== null && <ContactCard contact={contact} />}
      {list.error && !sameProblem && (
        <Notice error={list.error} onRetry={() => void list.refetch()} subject="appointments" />
      )}
      {pending && <ListSkeleton />}
      {!pending && count > 0 && (
        <Card className="mt-4 overflow-hidden">
          <AppointmentTable appointments={groups.upcoming} title={t`Upcoming`} />
          <AppointmentTable
            appointments={groups.past}
            title={t({ message: 'Past', comment: 'A heading: appointments before today' })}
          />
          <AppointmentTable appointments={groups.cancelled} title={t`Cancelled`} />
        </Card>
      )}
      {list.data && count === 0 && (
        <p className="mt-4 text-foreground-muted">
          <Trans>The service lists no appointment of this customer.</Trans>
        </p>
      )}
      {open && (
        <div className="mt-3 flex flex-wrap items-center gap-3 text-sm text-foreground-muted">
          <p>
            <Trans>There are more appointments, which can belong to any of these groups.</Trans>
          </p>
          {list.hasNextPage && (
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function AppointmentCount({ count, open, total }: { count: number; open: boolean; total: number | null }) {
  if (open && (total === null || total <= count)) return <Trans>{count}+ appointments</Trans>;
  const appointments = open ? (total ?? count) : count;
  return <Plural one="# appointment" other="# appointments" value={appointments} />;
}

function ListSkeleton() {
  return (
    <Card className="mt-4 space-y-5 px-card py-4">
      <Bar className="h-4 w-24" />
      <Bar className="h-9 w-full" />
      <Bar className="h-9 w-full" />
      <Bar className="h-9 w-full" />
    </Card>
  );
}
