import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import {
  OpenAppointmentForm,
  readInputProblem,
} from '#features/appointments/components/open/open-appointment-form.tsx';
import { RecentList } from '#features/appointments/components/open/recent-list.tsx';
import { useClinic } from '#lib/clinic.tsx';
import { usePageHeading } from '../page-heading.tsx';
import { useFocusShortcut } from '../use-focus-shortcut.ts';

/** `/`: opens an appointment by its number or from the list of recent ones. */
export function HomePage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { tenant, tenants } = useClinic();
  const input = useRef<HTMLInputElement>(null);
  useFocusShortcut(() => input.current?.focus());
  const heading = usePageHeading(`${t`Appointments`} · ${tenant.name}`);
  return (
    <div className="mx-auto max-w-xl py-6 sm:py-12">
      <h1 className="text-2xl font-bold tracking-tight outline-none" ref={heading} tabIndex={-1}>
        <Trans>Open an appointment</Trans>
      </h1>
      <p className="mt-1 mb-6 text-foreground-muted">
        <bdi translate="no">{tenant.name}</bdi>
      </p>
      <OpenAppointmentForm
        initialProblem={readInputProblem(search.get('problem'))}
        inputRef={input}
        onOpen={(link) => void navigate(link)}
        size="large"
        tenant={tenant.id}
      />
      <h2 className="mt-10 mb-2.5 text-sm font-semibold">
        <Trans>Recent appointments</Trans>
      </h2>
      <RecentList
        clinicName={(id) =>
          tenants.length === 1 ? null : (tenants.find((other) => other.id === id)?.name ?? `#${id}`)
        }
      />
    </div>
  );
}
