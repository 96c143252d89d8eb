import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { SessionChannelProvider } from '#features/session/model/session-channel.tsx';
import { FormatProvider } from '#lib/format/use-format.tsx';
import { type RenderEnvironment, RenderEnvironmentProvider } from '#lib/render-environment.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { changeLanguage, locales } from './i18n.ts';
import { type DisplayPreferences, PreferencesProvider, usePreferences } from './preferences.tsx';

interface ProvidersProps {
  /** The language of `preferences` must be active. */
  i18n: I18n;
  preferences: DisplayPreferences;
  environment: RenderEnvironment;
  queryClient: QueryClient;
  children: ReactNode;
}

/** All providers of the application except the router. */
export function Providers({ i18n, preferences, environment, queryClient, children }: ProvidersProps) {
  useHydratedMark();
  return (
    <I18nProvider i18n={i18n}>
      <RenderEnvironmentProvider value={environment}>
        <PreferencesProvider activate={changeLanguage} initial={preferences}>
          <QueryClientProvider client={queryClient}>
            <SessionChannelProvider>
              <UserFormat timeZone={environment.timeZone}>
                <Announcer>{children}</Announcer>
              </UserFormat>
            </SessionChannelProvider>
          </QueryClientProvider>
        </PreferencesProvider>
      </RenderEnvironmentProvider>
    </I18nProvider>
  );
}

/** Marks the page as interactive, for tests and benchmarks. Its effect runs after those of all children. */
const useHydratedMark = () =>
  useEffect(() => {
    document.documentElement.dataset.hydrated = 'true';
    performance.mark('interactive');
  }, []);

/** Before a clinic is known, formats depend only on the user. */
function UserFormat({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const { language } = usePreferences();
  return (
    <FormatProvider currency={null} locale={locales[language]} timeZone={timeZone}>
      {children}
    </FormatProvider>
  );
}
