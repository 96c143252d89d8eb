import type { FastifyInstance, InjectOptions } from 'fastify';

/** For tests: an HTTP client of the gateway with the cookies of a browser. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The headers and the body of every response, as text. */
  readonly responses: string[] = [];
  readonly #app: FastifyInstance;

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async request(request: InjectOptions & { url: string }) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: 'localhost:3000', ...request.headers, ...(cookie !== '' && { cookie }) };
    const response = await this.#app.inject({ ...request, headers });
    for (const { name, value, maxAge, expires } of response.cookies) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.responses.push(JSON.stringify(response.headers), response.body);
    return response;
  }

  get(url: string, headers: Record<string, string> = {}) {
    return this.request({ url, headers });
  }

  /** Signs in at the authorization server; returns the callback URL (or the link itself when already signed in). */
  async startLogin(returnTo = '/'): Promise<string> {
    const login = await this.get(`/auth/login?return_to=${encodeURIComponent(returnTo)}`);
    const location = String(login.headers.location);
    if (location.startsWith('/')) return location;
    const authorization = await fetch(location, { redirect: 'manual' });
    const callback = new URL(authorization.headers.get('location') ?? '');
    return `${callback.pathname}${callback.search}`;
  }

  /** The complete sign-in; returns the location it ends at. */
  async signIn(returnTo = '/'): Promise<string> {
    const location = await this.startLogin(returnTo);
    return location.startsWith('/auth/callback')
      ? String((await this.get(location)).headers.location)
      : location;
  }

  appointment(id = '42', tenant = '1') {
    return this.get(`/api/v1/appointments/${id}`, { 'x-tenant': tenant });
  }

  /** A POST from a page of the application. */
  post(url: string, headers: Record<string, string> = {}, payload?: Record<string, unknown>) {
    return this.request({
      method: 'POST',
      url,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      ...(payload !== undefined && { payload }),
    });
  }

  signOut(headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
    return this.request({ method: 'POST', url: '/auth/logout', headers });
  }
}
