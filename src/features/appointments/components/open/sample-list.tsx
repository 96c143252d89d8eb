import { useLingui } from '@lingui/react/macro';
import { isLanguage } from '#contract/preferences.ts';
import type { SampleAppointment } from '#contract/session.ts';
import { paths } from '#lib/paths.ts';
import { AppointmentList, AppointmentListItem } from './appointment-list.tsx';

interface SampleListProps {
  samples: readonly SampleAppointment[];
  /** The name of a clinic; null for a user of one clinic. */
  clinicName: (tenant: string) => string | null;
}

/** Appointments of the demonstration data to begin with. */
export function SampleList({ samples, clinicName }: SampleListProps) {
  const { i18n } = useLingui();
  const language = isLanguage(i18n.locale) ? i18n.locale : 'en';
  return (
    <AppointmentList>
      {samples.map(({ tenant, id, label }) => {
        const clinic = clinicName(tenant);
        return (
          <AppointmentListItem
            clinic={clinic}
            href={paths.appointment(id, tenant)}
            key={`${tenant}/${id}`}
            name={`#${id}`}
          >
            <span>{label[language]}</span>
          </AppointmentListItem>
        );
      })}
    </AppointmentList>
  );
}
