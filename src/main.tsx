import { startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { inTenant } from '#contract/choose-tenant.ts';
import { App } from '#app/app.tsx';
import { browserLooks, browserViewer, tellTimeZone } from '#app/browser.ts';
import { carriedData, fillCache, keepRefusal } from '#app/carried.ts';
import { activateLanguage, i18n } from '#app/i18n.ts';
import { Providers } from '#app/providers.tsx';
import { Ready } from '#app/ready.tsx';
import { documentLooks, isAsRendered } from '#app/rendered.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import type { Viewer } from '#lib/viewer.tsx';
import './index.css';

const root = document.querySelector('#root');
if (!root) throw new Error('The document has no place for the application.');

const data = carriedData();
const looks = data ? documentLooks() : browserLooks();
const viewer = browserViewer();
const queryClient = createQueryClient();
const asRendered = data !== null && isAsRendered(root, data, viewer);

tellTimeZone(viewer.timeZone);
if (data) {
  fillCache(queryClient, data, asRendered ? data.rendered_at : viewer.renderedAt);
  keepRefusal(data);
  if (data.tenant !== null) {
    const { pathname, search, hash } = window.location;
    window.history.replaceState(
      window.history.state,
      '',
      `${pathname}${inTenant(search, data.tenant)}${hash}`,
    );
  }
}
await activateLanguage(looks.language);

const page = (whose: Viewer) => (
  <StrictMode>
    <Providers i18n={i18n} looks={looks} queryClient={queryClient} viewer={whose}>
      {/* The address and the page change in one frame: as a transition, the page would come some frames later. */}
      <BrowserRouter useTransitions={false}>
        <Ready>
          <App />
        </Ready>
      </BrowserRouter>
    </Providers>
  </StrictMode>
);

if (asRendered)
  // As a transition the work is done in slices, between which the browser answers.
  startTransition(() => {
    hydrateRoot(root, page({ ...viewer, renderedAt: data.rendered_at }));
  });
else if (root.hasChildNodes()) startTransition(() => createRoot(root).render(page(viewer)));
// Nothing can be read yet, and slices would only put it off.
else createRoot(root).render(page(viewer));
