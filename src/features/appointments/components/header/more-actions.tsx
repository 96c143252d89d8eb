import { Trans, useLingui } from '@lingui/react/macro';
import { Copy, ExternalLink, Hash, MessageCircle, RefreshCw } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import type { RefreshResult } from '#features/appointments/api/get-appointment.ts';
import { appHref, whatsappHref } from '#features/appointments/model/external-links.ts';
import { appointmentName } from '#features/appointments/model/related.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { MenuButton, MenuExternalLink, useEnterMenu } from '#ui/menu.tsx';
import { useCopy } from '#ui/use-copy.ts';

interface MoreActionsProps {
  appointment: Appointment;
  onRefresh: () => Promise<RefreshResult>;
}

/** The content of the menu of further actions. */
export function MoreActions({ appointment, onRefresh }: MoreActionsProps) {
  const { t } = useLingui();
  const copy = useCopy();
  const announce = useAnnounce();
  const { tenant, whatsappLinks, appUrl } = useClinic();
  useEnterMenu();
  const name = appointmentName(appointment);
  const reminder = useReminder(appointment);
  const whatsapp = whatsappLinks ? whatsappHref(appointment.customer?.phone_number ?? null) : null;

  const checkAgain = async () => {
    const result = await onRefresh();
    // Changes and failures have a banner of their own.
    if (result === 'unchanged') announce(t`Checked: nothing has changed`, { visible: true });
  };

  return (
    <>
      <MenuButton icon={RefreshCw} onSelect={() => void checkAgain()}>
        <Trans>Check again now</Trans>
      </MenuButton>
      <MenuButton icon={Hash} onSelect={() => void copy(name, t`Code copied`)}>
        <Trans>Copy code {name}</Trans>
      </MenuButton>
      {reminder !== null && (
        <MenuButton icon={Copy} onSelect={() => void copy(reminder, t`Reminder text copied`)}>
          <Trans>Copy reminder text</Trans>
        </MenuButton>
      )}
      {whatsapp !== null && (
        <MenuExternalLink href={whatsapp} icon={MessageCircle}>
          <Trans>Open WhatsApp chat</Trans>
        </MenuExternalLink>
      )}
      {appUrl !== null && appointment.id !== null && (
        <MenuExternalLink
          href={appHref(appUrl, { tenant: tenant.id, id: appointment.id })}
          icon={ExternalLink}
        >
          <Trans>Open in Flextell</Trans>
        </MenuExternalLink>
      )}
    </>
  );
}

/**
 * A text for the customer in the user's language; null without a date. It may be forwarded by any channel, so it
 * contains neither names nor treatments. The name of a room could reveal a treatment.
 */
const useReminder = ({ scheduled_at }: Appointment): string | null => {
  const { t } = useLingui();
  const format = useFormat();
  const { tenant } = useClinic();
  const epoch = scheduled_at?.epoch ?? null;
  if (epoch === null) return null;
  const date = format.longDate(epoch);
  const time = format.time(epoch);
  const clinic = tenant.name;
  return t`Reminder: your appointment at ${clinic} is on ${date} at ${time}.`;
};
