import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { App } from '#app/app.tsx';
import { activateLanguage } from '#app/i18n.ts';
import { initialLanguage } from '#app/preferences.tsx';
import { Providers } from '#app/providers.tsx';
import { createQueryClient } from '#lib/api/query-client.ts';
import './index.css';

const root = document.querySelector('#root');
if (!root) throw new Error('The document has no place for the application.');

await activateLanguage(initialLanguage());
createRoot(root).render(
  <StrictMode>
    <Providers queryClient={createQueryClient()}>
      {/* The address and the page change in one frame: as a transition, the page would come some frames later. */}
      <BrowserRouter useTransitions={false}>
        <App />
      </BrowserRouter>
    </Providers>
  </StrictMode>,
);
