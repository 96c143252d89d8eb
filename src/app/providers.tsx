import { I18nProvider } from '@lingui/react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Announcer } from '#ui/announcer.tsx';
import { activateLanguage, i18n } from './i18n.ts';
import { PreferencesProvider } from './preferences.tsx';

/** Everything that a page needs around it but the router. The language must be active before. */
export function Providers({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      <PreferencesProvider activate={activateLanguage}>
        <QueryClientProvider client={queryClient}>
          <Announcer>{children}</Announcer>
        </QueryClientProvider>
      </PreferencesProvider>
    </I18nProvider>
  );
}
