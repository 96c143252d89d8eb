import { type Messages, setupI18n } from '@lingui/core';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom';
import { parseInitialData, type ReadScheduleLink, type RenderPage } from '#contract/initial-data.ts';
import { clinicOfLink } from '#contract/link.ts';
import type { Language } from '#contract/preferences.ts';
import { App } from '#app/app.tsx';
import { loadMessages } from '#app/i18n.ts';
import { seedQueryCache } from '#app/initial-data.ts';
import { appointmentTitle } from '#app/page-heading.tsx';
import { Providers } from '#app/providers.tsx';
import { appointmentQuery } from '#features/appointments/api/get-appointment.ts';
import { filterNames, rangeOf, readScheduleView } from '#features/schedule/model/schedule-view.ts';
import { parseJson } from '#lib/api/parse-json.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { isTimeZone } from '#lib/format/zone.ts';

/** The page as the gateway renders it, in a separate build of the same components. */

const catalogs: Readonly<Record<Language, Messages>> = {
  en: { ...(await loadMessages('en')), ...(await loadMessages('en', 'search')) },
  tr: { ...(await loadMessages('tr')), ...(await loadMessages('tr', 'search')) },
};

export const readScheduleLink: ReadScheduleLink = (search, today) => {
  const view = readScheduleView(search, today);
  return {
    ...rangeOf(view),
    named: view.view !== 'week' && filterNames.every((name) => view[name] === null),
  };
};

export const renderPage: RenderPage = ({ data: text, address, origin, language, scheme }) => {
  const data = parseInitialData(parseJson(text));
  if (!data?.session.signed_in) return { html: null, title: null };
  const { appointment, schedule, session } = data;
  const { pathname, search } = new URL(address, origin);
  const clinic = clinicOfLink({ pathname, search }, session.tenants, null);
  const timeZone = data.time_zone !== null && isTimeZone(data.time_zone) ? data.time_zone : null;
  // The columns of a day or week depend on the window.
  const isList = schedule !== null && readScheduleView(search, '').view === 'list';
  // The question for the clinic contains no time. Any other page is rendered by the browser.
  const canRender =
    clinic.kind === 'chosen' ? timeZone !== null && (isList || appointment?.status === 200) : true;
  if (!canRender) return { html: null, title: null };

  const queryClient = createQueryClient();
  try {
    void seedQueryCache(queryClient, { data, size: text.length }, data.rendered_at);
    const html = renderToString(
      <StrictMode>
        <Providers
          i18n={setupI18n({ locale: language, messages: { [language]: catalogs[language] } })}
          environment={{ timeZone: timeZone ?? 'UTC', origin, renderedAt: data.rendered_at }}
          preferences={{ language, scheme }}
          queryClient={queryClient}
        >
          <StaticRouter location={address}>
            <App />
          </StaticRouter>
        </Providers>
      </StrictMode>,
    );
    if (!appointment || clinic.kind !== 'chosen') return { html, title: null };
    const { queryKey } = appointmentQuery({ tenant: appointment.tenant, id: appointment.id });
    const code = queryClient.getQueryData(queryKey)?.parsed.appointment?.code ?? null;
    return { html, title: appointmentTitle({ id: appointment.id, code }, clinic.tenant) };
  } finally {
    // Each entry's timer would keep the whole record in memory for the minutes that a browser keeps unused responses.
    queryClient.clear();
  }
};
