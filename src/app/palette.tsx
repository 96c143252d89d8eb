import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight, Building2, History, Languages, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Language, Scheme } from '#contract/preferences.ts';
import { findKnownAppointment } from '#features/appointments/api/find-known-appointment.ts';
import { recentAppointments } from '#features/appointments/model/recent.ts';
import { appointmentName } from '#features/appointments/model/related.ts';
import { appointmentsOfCustomers } from '#features/customers/api/listed-appointments.ts';
import { appointmentsOfSchedule } from '#features/schedule/api/listed-appointments.ts';
import { Palette } from '#features/search/components/palette.tsx';
import { appointmentKey, type CommandGroup } from '#features/search/model/options.ts';
import type { Clinic } from '#lib/clinic.tsx';
import { FormatProvider, useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { usePreferences } from './preferences.tsx';

interface AppPaletteProps {
  clinic: Clinic;
  onClose: () => void;
}

/** The palette with everything it can open, for one clinic. */
export function AppPalette({ clinic, onClose }: AppPaletteProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { locale } = useFormat();
  const { timeZone } = useRenderEnvironment();
  const commands = useCommands(clinic);
  const { tenant } = clinic;
  return (
    <FormatProvider currency={null} locale={locale} timeZone={clinic.timeZone ?? timeZone}>
      <Palette
        commands={commands}
        findCode={(code) =>
          findKnownAppointment(client, code, tenant.id, [
            ...appointmentsOfSchedule(client, tenant.id),
            ...appointmentsOfCustomers(client, tenant.id),
          ])
        }
        onClose={onClose}
        onOpen={(path) => void navigate(path)}
        tenant={tenant.id}
      />
    </FormatProvider>
  );
}

/** Recent appointments, then the other clinics, pages, languages and color schemes. */
const useCommands = ({ tenant, tenants }: Clinic): CommandGroup[] => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { language, setLanguage, scheme, setScheme } = usePreferences();
  const [recent] = useState(recentAppointments);
  const schemes: Record<Scheme, string> = {
    system: t({ message: 'System', comment: 'A color scheme: the one of the operating system' }),
    light: t({ message: 'Light', comment: 'A color scheme, the opposite of dark' }),
    dark: t`Dark`,
  };
  const languages: Record<Language, string> = { en: 'English', tr: 'Türkçe' };
  const clinicName = (id: string): string => tenants.find((other) => other.id === id)?.name ?? `#${id}`;
  return [
    {
      name: t`Recent appointments`,
      icon: History,
      commands: recent.map((target) => ({
        key: appointmentKey(target),
        label: appointmentName(target),
        ...(tenants.length > 1 && { detail: clinicName(target.tenant) }),
        run: () => void navigate(paths.appointment(target.id, target.tenant)),
      })),
    },
    {
      name: t`Clinics`,
      icon: Building2,
      commands: tenants
        .filter(({ id }) => id !== tenant.id)
        .map(({ id, name }) => ({
          key: `clinic/${id}`,
          label: name,
          run: () => void navigate(paths.home(id)),
        })),
    },
    {
      name: t`Pages`,
      icon: ArrowRight,
      commands: [{ key: 'home', label: t`Schedule`, run: () => void navigate(paths.home(tenant.id)) }],
    },
    {
      name: t`Language`,
      icon: Languages,
      commands: (['en', 'tr'] as const)
        .filter((other) => other !== language)
        .map((other) => ({
          key: `language/${other}`,
          label: languages[other],
          lang: other,
          run: () => void setLanguage(other),
        })),
    },
    {
      name: t`Color scheme`,
      icon: SunMoon,
      commands: (['system', 'light', 'dark'] as const)
        .filter((other) => other !== scheme)
        .map((other) => ({
          key: `scheme/${other}`,
          label: schemes[other],
          run: () => setScheme(other),
        })),
    },
  ];
};
