import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarPlus, Check, Copy, Ellipsis, Link2, Printer, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Button, buttonClass } from '#ui/button.tsx';
import { Menu, MenuButton } from '#ui/menu.tsx';
import { calendarFile } from '#features/appointments/model/calendar-file.ts';
import { normalizeCode } from '#features/appointments/model/codes.ts';
import { appointmentName } from '#features/appointments/model/related.ts';

interface AppointmentActionsProps {
  appointment: Appointment;
  /** The whole address that opens this appointment in this clinic. */
  link: string;
  onRefresh: () => void;
}

/** What can be done with the page: share it, keep the date, put it on paper. */
export function AppointmentActions({ appointment, link, onRefresh }: AppointmentActionsProps) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const announce = useAnnounce();
  const [copied, setCopied] = useState<'link' | 'code' | null>(null);
  const name = appointmentName(appointment);

  const copy = async (what: 'link' | 'code') => {
    try {
      await navigator.clipboard.writeText(what === 'link' ? link : name);
      setCopied(what);
      announce(what === 'link' ? t`Link copied` : t`Code copied`);
    } catch {
      announce(t`Copying is not allowed here. The address bar holds the link.`);
    }
  };

  const start = appointment.scheduled_at?.epoch ?? null;
  const download = () => {
    if (start === null) return;
    const status = normalizeCode(appointment.status ?? '');
    const file = calendarFile({
      uid: link,
      summary: t`Appointment ${name}, ${tenant.name}`,
      url: link,
      start,
      now: Date.now(),
      cancelled: status === 'cancelled' || status === 'canceled',
    });
    const address = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = `${name.replaceAll(/[^\w-]+/g, '')}.ics`;
    anchor.click();
    URL.revokeObjectURL(address);
  };

  return (
    <>
      <Button
        icon={
          copied === 'link' ? (
            <Check aria-hidden="true" className="size-4" />
          ) : (
            <Link2 aria-hidden="true" className="size-4" />
          )
        }
        onBlur={() => setCopied(null)}
        onClick={() => void copy('link')}
      >
        <Trans>Copy link</Trans>
      </Button>
      {start !== null && (
        <Button icon={<CalendarPlus aria-hidden="true" className="size-4" />} onClick={download}>
          <span className="max-sm:sr-only">
            <Trans>Calendar</Trans>
          </span>
        </Button>
      )}
      <Button icon={<Printer aria-hidden="true" className="size-4" />} onClick={() => window.print()}>
        <span className="max-sm:sr-only">
          <Trans>Print</Trans>
        </span>
      </Button>
      <Menu
        buttonClassName={buttonClass()}
        face={<Ellipsis aria-hidden="true" className="size-4" />}
        label={t`More actions`}
      >
        <MenuButton
          icon={<RefreshCw aria-hidden="true" className="size-4 text-ink-3" />}
          onChoose={onRefresh}
        >
          <Trans>Check again now</Trans>
        </MenuButton>
        <MenuButton
          icon={<Copy aria-hidden="true" className="size-4 text-ink-3" />}
          onChoose={() => void copy('code')}
        >
          <Trans>Copy code {name}</Trans>
        </MenuButton>
      </Menu>
    </>
  );
}
