import { type Messages, setupI18n } from '@lingui/core';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom';
import { chooseTenant } from '#contract/choose-tenant.ts';
import { type InitialData, parseInitialData, type RenderPage } from '#contract/initial-data.ts';
import type { Language } from '#contract/preferences.ts';
import { App } from '#app/app.tsx';
import { loadMessages } from '#app/i18n.ts';
import { seedQueryCache } from '#app/initial-data.ts';
import { appointmentTitle } from '#app/page-heading.tsx';
import { Providers } from '#app/providers.tsx';
import { appointmentQuery } from '#features/appointments/api/get-appointment.ts';
import { parseJson } from '#lib/api/parse-json.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { isTimeZone } from '#lib/format/zone.ts';

/** The page as the gateway renders it, in a separate build of the same components. */

const catalogues: Readonly<Record<Language, Messages>> = {
  en: await loadMessages('en'),
  tr: await loadMessages('tr'),
};

/** A page without a record is rendered by the browser. */
const canRender = ({ session, appointment, time_zone }: InitialData): boolean =>
  session.signed_in && appointment?.status === 200 && time_zone !== null && isTimeZone(time_zone);

export const renderPage: RenderPage = ({ data: text, address, origin, language, scheme }) => {
  const data = parseInitialData(parseJson(text));
  const appointment = data?.appointment;
  if (!data || !appointment || !canRender(data)) return { html: null, title: null };

  const queryClient = createQueryClient();
  void seedQueryCache(queryClient, { data, size: text.length }, data.rendered_at);
  const key = { tenant: appointment.tenant, id: appointment.id };
  const code = queryClient.getQueryData(appointmentQuery(key).queryKey)?.parsed.appointment?.code ?? null;
  const choice = chooseTenant(data.session.tenants, key.tenant, null);

  const html = renderToString(
    <StrictMode>
      <Providers
        i18n={setupI18n({ locale: language, messages: { [language]: catalogues[language] } })}
        environment={{ timeZone: data.time_zone ?? '', origin, renderedAt: data.rendered_at }}
        preferences={{ language, scheme }}
        queryClient={queryClient}
      >
        <StaticRouter location={address}>
          <App />
        </StaticRouter>
      </Providers>
    </StrictMode>,
  );
  return {
    html,
    title: choice.kind === 'chosen' ? appointmentTitle({ id: key.id, code }, choice.tenant) : null,
  };
};
