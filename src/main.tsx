import { startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { App } from '#app/app.tsx';
import { browserEnvironment, readBrowserPreferences, writeTimeZone } from '#app/browser-environment.ts';
import { canHydrate, readDocumentPreferences } from '#app/hydration.ts';
import { activateLanguage, i18n } from '#app/i18n.ts';
import { readInitialData, seedQueryCache, showAddress } from '#app/initial-data.ts';
import { Providers } from '#app/providers.tsx';
import { createQueryClient } from '#lib/api/query-client.ts';
import { tolerateTranslation } from '#lib/browser-translation.ts';
import { bindToSession } from '#lib/session-storage.ts';
import './index.css';

const root = document.querySelector('#root');
if (!root) throw new Error('The document has no root element.');

tolerateTranslation(Node.prototype);
const initial = readInitialData();
if (initial) bindToSession(initial.data.session.session_key);
const preferences = initial ? readDocumentPreferences() : readBrowserPreferences();
const browser = browserEnvironment();
const hydrates = initial !== null && canHydrate(root, initial.data, browser);
const environment = hydrates ? { ...browser, renderedAt: initial.data.rendered_at } : browser;
const queryClient = createQueryClient();

writeTimeZone(browser.timeZone);
if (initial) {
  showAddress(initial.data);
  await seedQueryCache(queryClient, initial, environment.renderedAt);
}
await activateLanguage(preferences.language);

const page = (
  <StrictMode>
    <Providers environment={environment} i18n={i18n} preferences={preferences} queryClient={queryClient}>
      {/* The URL and the page change in one frame; in a transition the page would follow some frames later. */}
      <BrowserRouter useTransitions={false}>
        <App />
      </BrowserRouter>
    </Providers>
  </StrictMode>
);

// In a transition the work is sliced, so that a page that can be read responds to its user in between.
if (hydrates) startTransition(() => void hydrateRoot(root, page));
else if (root.hasChildNodes()) startTransition(() => createRoot(root).render(page));
else createRoot(root).render(page);
