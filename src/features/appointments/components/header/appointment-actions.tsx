import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarPlus, Check, Copy, Ellipsis, Link2, Printer, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { Button, buttonClass } from '#ui/button.tsx';
import { Menu, MenuButton } from '#ui/menu.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { useDisplayNames } from '../use-display-names.ts';
import { appointmentName } from '#features/appointments/model/related.ts';

/** The length of the event in a calendar: the service sends no end. */
const assumedMinutes = 60;

interface AppointmentActionsProps {
  appointment: Appointment;
  /** The absolute URL of the appointment. */
  link: string;
  onRefresh: () => void;
}

/** Actions on the appointment: share, add to a calendar, print, refetch. */
export function AppointmentActions({ appointment, link, onRefresh }: AppointmentActionsProps) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const copy = useCopy();
  const names = useDisplayNames();
  const [linkCopied, setLinkCopied] = useState(false);
  const [downloadFailed, setDownloadFailed] = useState(false);
  const name = appointmentName(appointment);

  const copyLink = async () =>
    setLinkCopied(
      await copy(link, t`Link copied`, t`Copying is not allowed here. Copy the link from the address bar.`),
    );

  const start = appointment.scheduled_at?.epoch ?? null;
  const download = async () => {
    if (start === null) return;
    const place = appointment.room ? [names.room(appointment.room), tenant.name] : [tenant.name];
    const entry = {
      appointment,
      uid: link,
      summary: t`Appointment ${name}, ${tenant.name}`,
      description: t`The end is assumed: ${assumedMinutes} minutes after the start.`,
      location: place.join(', '),
      url: link,
      start,
      assumedMinutes,
      now: Date.now(),
    };
    try {
      const { downloadCalendarFile } = await import('./download-calendar-file.ts');
      downloadCalendarFile(entry, t`appointment-${name}`);
      setDownloadFailed(false);
    } catch {
      setDownloadFailed(true);
    }
  };

  return (
    <>
      <Button
        className="max-sm:grow"
        icon={linkCopied ? Check : Link2}
        onBlur={() => setLinkCopied(false)}
        onClick={() => void copyLink()}
      >
        <Trans>Copy link</Trans>
      </Button>
      {start !== null && (
        <Button className="max-sm:grow" icon={CalendarPlus} onClick={() => void download()}>
          <Trans>Calendar</Trans>
        </Button>
      )}
      <Button className="max-sm:hidden" icon={Printer} onClick={() => window.print()}>
        <Trans>Print</Trans>
      </Button>
      <Menu
        label={t`More actions`}
        trigger={<Ellipsis className="size-4" />}
        triggerClassName={buttonClass()}
      >
        <div className="sm:hidden">
          <MenuButton icon={Printer} onSelect={() => window.print()}>
            <Trans>Print</Trans>
          </MenuButton>
        </div>
        <MenuButton icon={RefreshCw} onSelect={onRefresh}>
          <Trans>Check again now</Trans>
        </MenuButton>
        <MenuButton
          icon={Copy}
          onSelect={() =>
            void copy(
              name,
              t`Code copied`,
              t`Copying is not allowed here. Copy the link from the address bar.`,
            )
          }
        >
          <Trans>Copy code {name}</Trans>
        </MenuButton>
      </Menu>
      {downloadFailed && (
        <p className="basis-full text-sm text-danger" role="alert">
          <Trans>This part of the page could not be loaded.</Trans>
        </p>
      )}
    </>
  );
}
