import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarPlus, Check, Ellipsis, Link2, Printer } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { RefreshResult } from '#features/appointments/api/get-appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Button, buttonClass } from '#ui/button.tsx';
import { Menu, MenuButton } from '#ui/menu.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { MoreActions } from '../lazy-parts.ts';
import { useDisplayNames } from '../display-names.tsx';
import { appointmentName } from '#features/appointments/model/related.ts';

/** The length of the event in a calendar: the service sends no end. */
const assumedMinutes = 60;

interface AppointmentActionsProps {
  appointment: Appointment;
  /** The absolute URL of the appointment. */
  link: string;
  onRefresh: () => Promise<RefreshResult>;
}

/** Actions on the appointment: share, add to a calendar, print, refetch. */
export function AppointmentActions({ appointment, link, onRefresh }: AppointmentActionsProps) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const copy = useCopy();
  const announce = useAnnounce();
  const names = useDisplayNames();
  const [linkCopied, setLinkCopied] = useState(false);
  const [downloadFailed, setDownloadFailed] = useState(false);
  const name = appointmentName(appointment);

  const copyLink = async () => setLinkCopied(await copy(link, t`Link copied`));

  const start = appointment.scheduled_at?.epoch ?? null;
  const download = async () => {
    if (start === null) return;
    const place = appointment.room ? [names.room(appointment.room), tenant.name] : [tenant.name];
    const entry = {
      appointment,
      uid: link,
      summary: t`Appointment ${name}, ${{ clinic: tenant.name }}`,
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
      announce(t`Calendar file saved`, { visible: true });
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
        <Suspense fallback={<div aria-busy="true" className="h-27" />}>
          <MoreActions appointment={appointment} onRefresh={onRefresh} />
        </Suspense>
      </Menu>
      {downloadFailed && (
        <p className="basis-full text-sm text-danger" role="alert">
          <Trans>This part of the page could not be loaded.</Trans>
        </p>
      )}
    </>
  );
}
