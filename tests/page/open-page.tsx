import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { expect, vi } from 'vitest';
import { App } from '#app/app.tsx';
import { browserEnvironment } from '#app/browser-environment.ts';
import { activateLanguage, i18n } from '#app/i18n.ts';
import { Providers } from '#app/providers.tsx';
import { createQueryClient } from '#lib/api/query-client.ts';

/** A response of the fake network: a JSON body, a whole response, a failure to connect, nothing at all, or a later one. */
export type FakeResponse =
  | { json: unknown }
  | { response: () => Response }
  | { fail: true }
  | { never: true }
  | { when: Promise<FakeResponse> };

export const json = (body: unknown): FakeResponse => ({ json: body });

export const problem = (
  status: number,
  headers: Record<string, string> = {},
  error = 'made_up',
): FakeResponse => ({
  response: () => Response.json({ error, message: 'Made up for a test.' }, { status, headers }),
});

/** The properties of a request that tests assert. */
export interface FakeRequest {
  method: string;
  path: string;
  tenant: string | null;
  /** The parsed JSON body, if there is one. */
  body: unknown;
  prefetch: boolean;
  background: boolean;
}

export const nisantasi = { id: 1, name: 'Nişantaşı Clinic', timezone: 'Europe/Istanbul' };
export const hudson = { id: 2, name: 'Hudson Clinic', timezone: 'America/New_York' };

export const session = (fields: Record<string, unknown> = {}) => ({
  signed_in: true,
  user: { id: 'u1', name: 'Elif Yılmaz' },
  tenants: [nisantasi],
  settings: { time_zone: null, currency: null, phone_country: null, idle_minutes: 15, avatar_origins: [] },
  idle_seconds_left: null,
  session_key: 'first-session',
  ...fields,
});

export const signedOut = session({ signed_in: false, user: null, tenants: null, session_key: null });

export interface OpenOptions {
  /** The responses to `GET /auth/session`, one or a list as for `appointments`. */
  session?: FakeResponse | FakeResponse[];
  /** Responses by `tenant/id`. Of a list, each request takes the next one and the last one repeats. */
  appointments?: Record<string, FakeResponse | FakeResponse[]>;
  /** The response to the request for the full identity number. */
  identityNumber?: FakeResponse;
  /** The responses to a sign-out, one or a list as for `appointments`. */
  signOut?: FakeResponse | FakeResponse[];
  /** The responses to reports of actions on a record. */
  actions?: FakeResponse | FakeResponse[];
  /** Responses of other endpoints by path, before its query; a function sees the request. */
  endpoints?: Record<string, FakeResponse | FakeResponse[] | ((request: FakeRequest) => FakeResponse)>;
  language?: 'en' | 'tr';
  /** Responses to other requests of the API; null leaves a request to the options above. */
  respond?: (request: FakeRequest) => FakeResponse | null;
}

const noContent: FakeResponse = { response: () => new Response(null, { status: 204 }) };

const readRequest = (path: string, init: RequestInit): FakeRequest => {
  const headers = new Headers(init.headers);
  return {
    method: init.method ?? 'GET',
    path,
    tenant: headers.get('X-Tenant'),
    body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    prefetch: headers.get('Purpose') === 'prefetch',
    background: headers.has('X-Background'),
  };
};

/** The gateway as the page sees it. Returns its requests in order. */
const fakeNetwork = ({ appointments = {}, endpoints = {}, ...options }: OpenOptions): FakeRequest[] => {
  const requests: FakeRequest[] = [];
  const counts = new Map<string, number>();

  const next = (key: string, planned: FakeResponse | FakeResponse[]): FakeResponse => {
    const responses = [planned].flat();
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return responses[Math.min(count, responses.length - 1)] ?? problem(404);
  };

  const respond = (request: FakeRequest): FakeResponse => {
    const { path, tenant } = request;
    const [route = ''] = path.split('?');
    const endpoint = endpoints[route];
    if (typeof endpoint === 'function') return endpoint(request);
    if (endpoint) return next(route, endpoint);
    const own = options.respond?.(request) ?? null;
    if (own) return own;
    if (path === '/auth/session') return next(path, options.session ?? json(session()));
    if (path === '/auth/logout') return next(path, options.signOut ?? noContent);
    if (path === '/auth/extend') return json({ idle_seconds_left: 900 });
    if (path.endsWith('/identity-number'))
      return options.identityNumber ?? json({ identity_number: '10000004210' });
    if (path.endsWith('/actions')) return next(path, options.actions ?? noContent);
    const key = path.replace('/api/v1/appointments', tenant ?? '');
    return next(key, appointments[key] ?? problem(404));
  };

  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const request = readRequest(path, init);
    // StrictMode mounts every component twice; a request that is aborted by the unmount never gets to the network.
    await Promise.resolve();
    init.signal?.throwIfAborted();
    requests.push(request);
    let response = respond(request);
    if ('when' in response) response = await response.when;
    init.signal?.throwIfAborted();
    if ('never' in response) return new Promise<Response>(() => undefined);
    if ('fail' in response) throw new TypeError('Failed to fetch');
    if ('when' in response) throw new Error('A later response cannot be later once more.');
    return 'json' in response ? Response.json(response.json) : response.response();
  });
  return requests;
};

/** Opens the whole application at a URL; only the network is fake. */
export const openPage = async (url: string, options: OpenOptions = {}) => {
  const { language = 'en' } = options;
  const requests = fakeNetwork(options);
  await activateLanguage(language);
  const user = userEvent.setup();
  render(
    <StrictMode>
      <Providers
        environment={browserEnvironment()}
        i18n={i18n}
        preferences={{ language, scheme: 'system' }}
        queryClient={createQueryClient()}
      >
        <MemoryRouter initialEntries={[url]} useTransitions={false}>
          <App />
        </MemoryRouter>
      </Providers>
    </StrictMode>,
  );
  return { requests, user };
};

/** Opens one appointment of the first clinic and waits until it is shown. */
export const openAppointment = async (data: unknown, options: OpenOptions = {}) => {
  const page = await openPage('/appointments/42', {
    appointments: { '1/42': json({ success: 'true', data }) },
    ...options,
  });
  const article = await screen.findByRole('article');
  // The parts below the summary are loaded after it.
  await waitFor(() => expect(article.querySelector('[aria-busy=true]')).toBeNull());
  return page;
};

/** The requests for appointments, without those for the session and the privacy log. */
export const apiRequests = (requests: readonly FakeRequest[]): FakeRequest[] =>
  requests.filter(({ path }) => path.startsWith('/api/'));

/** The value beside a term of a description list. */
export const valueOf = (term: string): HTMLElement | null => {
  const found = screen.queryAllByRole('term').find(({ textContent }) => textContent === term);
  return found?.parentElement?.querySelector('dd') ?? null;
};
