import { Trans } from '@lingui/react/macro';
import type { Appointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { useCustomerTitle } from './use-customer.ts';

/** The line at the top of every sheet: as a table's header group it is repeated where margin boxes cannot hold text. */
export function PrintHeader({ appointment }: { appointment: Appointment }) {
  const { tenant } = useClinic();
  const customer = useCustomerTitle(appointment);
  const { id, code } = appointment;
  // Isolated, because names may be written from right to left.
  const parts = [`\u2068${customer}\u2069`, id === null ? null : `#${id}`, code, tenant.name];
  return (
    <div className="hidden text-caption print:table-header-group" translate="no">
      <p className="mb-1.5 border-b border-border pb-1">
        {parts.filter((part) => part !== null).join(' · ')}
      </p>
    </div>
  );
}

/** The line at the bottom of every sheet: when it was printed, and by whom. */
export function PrintFooter({ user }: { user: string | null }) {
  const format = useFormat();
  const time = format.dateTime(useNow('minute'));
  return (
    <div className="hidden text-caption print:table-footer-group">
      <p className="pt-1">
        <Trans>Printed {time}</Trans>
        {user !== null && (
          <bdi translate="no">
            {' · '}
            {user}
          </bdi>
        )}
      </p>
    </div>
  );
}
