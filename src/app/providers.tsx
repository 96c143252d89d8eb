import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Viewer, ViewerProvider } from '#lib/viewer.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { activateLanguage } from './i18n.ts';
import { type Looks, PreferencesProvider } from './preferences.tsx';

interface ProvidersProps {
  /** Speaks the language of `looks` already. */
  i18n: I18n;
  looks: Looks;
  viewer: Viewer;
  queryClient: QueryClient;
  children: ReactNode;
}

/** Everything that a page needs around it but the router. */
export function Providers({ i18n, looks, viewer, queryClient, children }: ProvidersProps) {
  return (
    <I18nProvider i18n={i18n}>
      <ViewerProvider viewer={viewer}>
        <PreferencesProvider activate={activateLanguage} initial={looks}>
          <QueryClientProvider client={queryClient}>
            <Announcer>{children}</Announcer>
          </QueryClientProvider>
        </PreferencesProvider>
      </ViewerProvider>
    </I18nProvider>
  );
}
