import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { vi } from 'vitest';
import { App } from '#app/app.tsx';
import { browserViewer } from '#app/browser.ts';
import { activateLanguage, i18n } from '#app/i18n.ts';
import { Providers } from '#app/providers.tsx';
import { createQueryClient } from '#lib/api/query-client.ts';

/** An answer of the network: a JSON body, a whole response, or a failure to answer. */
export type Answer = { json: unknown } | { response: () => Response } | { fail: true } | { never: true };

export const json = (body: unknown): Answer => ({ json: body });

export const problem = (status: number, headers: Record<string, string> = {}, error = 'made_up'): Answer => ({
  response: () => Response.json({ error, message: 'Made up for a test.' }, { status, headers }),
});

export const nisantasi = { id: 1, name: 'Nişantaşı Clinic', timezone: 'Europe/Istanbul' };
export const hudson = { id: 2, name: 'Hudson Clinic', timezone: 'America/New_York' };

export const session = (fields: Record<string, unknown> = {}) => ({
  signed_in: true,
  user: { id: 'u1', name: 'Elif Yılmaz' },
  tenants: [nisantasi],
  settings: { time_zone: null, currency: null, idle_minutes: 15, avatar_origins: [] },
  idle_seconds_left: null,
  ...fields,
});

export const signedOut = session({ signed_in: false, user: null, tenants: null });

interface OpenOptions {
  /** The body of `GET /auth/session`, or another answer to it. */
  session?: Answer;
  /** What each request for an appointment gets, by `tenant/id`; one list entry a request, the last for all further. */
  appointments?: Record<string, Answer | Answer[]>;
  /** What the gateway gives for the full identity number. */
  identityNumber?: Answer;
  language?: 'en' | 'tr';
}

/** Opens the application at an address, with the network alone made up. Returns what was asked of it. */
export const openPage = async (address: string, options: OpenOptions = {}) => {
  const { appointments = {}, language = 'en' } = options;
  const asked: string[] = [];
  const counts = new Map<string, number>();

  const answerFor = (path: string, tenant: string | null): Answer => {
    if (path === '/auth/session') return options.session ?? json(session());
    if (path === '/auth/logout') return { response: () => new Response(null, { status: 204 }) };
    if (path === '/auth/extend') return json({ idle_seconds_left: 900 });
    if (path.endsWith('/identity-number'))
      return options.identityNumber ?? json({ identity_number: '10000004210' });
    if (path.endsWith('/actions')) return { response: () => new Response(null, { status: 204 }) };
    const id = /^\/api\/v1\/appointments\/(.+)$/.exec(path)?.[1];
    const key = `${tenant}/${id}`;
    const planned = appointments[key] ?? problem(404);
    const list = Array.isArray(planned) ? planned : [planned];
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return list[Math.min(count, list.length - 1)] ?? problem(404);
  };

  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const tenant = new Headers(init.headers).get('X-Tenant');
    const background = new Headers(init.headers).has('X-Background') ? ' in the background' : '';
    const ahead = new Headers(init.headers).get('Purpose') === 'prefetch' ? ' ahead' : '';
    const held = new Headers(init.headers).get('If-None-Match');
    const body = typeof init.body === 'string' ? ` ${init.body}` : '';
    asked.push(
      `${init.method ?? 'GET'} ${path}${tenant === null ? '' : ` for ${tenant}`}${body}${background}${ahead}${held === null ? '' : ` unless ${held}`}`,
    );
    const answer = answerFor(path, tenant);
    if ('never' in answer) return new Promise<Response>(() => undefined);
    if ('fail' in answer) throw new TypeError('Failed to fetch');
    return 'json' in answer ? Response.json(answer.json) : answer.response();
  });

  await activateLanguage(language);
  const user = userEvent.setup();
  render(
    <Providers
      i18n={i18n}
      looks={{ language, scheme: 'system' }}
      queryClient={createQueryClient()}
      viewer={browserViewer()}
    >
      <MemoryRouter initialEntries={[address]}>
        <App />
      </MemoryRouter>
    </Providers>,
  );
  return { asked, user };
};

/** Opens one appointment of the first clinic and waits until it can be read. */
export const openAppointment = async (data: unknown, options: OpenOptions = {}) => {
  const page = await openPage('/appointments/42', {
    appointments: { '1/42': json({ success: 'true', data }) },
    ...options,
  });
  await screen.findByRole('article');
  return page;
};

/** The value beside a term of a description list. */
export const valueOf = (term: string): HTMLElement | null => {
  const found = screen.queryAllByRole('term').find(({ textContent }) => textContent === term);
  return found?.parentElement?.querySelector('dd') ?? null;
};
