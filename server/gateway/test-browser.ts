import type { FastifyInstance, InjectOptions } from 'fastify';

/** For tests alone: keeps cookies like a browser, and follows redirects to other servers when told to. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every answer of the gateway, whole, as text: for looking for what must not be there. */
  readonly seen: string[] = [];
  readonly #app: FastifyInstance;

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async request(request: InjectOptions & { url: string }) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: 'localhost:3000', ...request.headers, ...(cookie !== '' && { cookie }) };
    const answer = await this.#app.inject({ ...request, headers });
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.seen.push(JSON.stringify(answer.headers), answer.body);
    return answer;
  }

  get(url: string, headers: Record<string, string> = {}) {
    return this.request({ url, headers });
  }

  /** Leaves for the service's sign-in page; answers the callback it sends the browser back to (or the link itself). */
  async leave(returnTo = '/'): Promise<string> {
    const login = await this.get(`/auth/login?return_to=${encodeURIComponent(returnTo)}`);
    const where = String(login.headers.location);
    if (where.startsWith('/')) return where;
    const away = await fetch(where, { redirect: 'manual' });
    const back = new URL(away.headers.get('location') ?? '');
    return `${back.pathname}${back.search}`;
  }

  /** The whole way; answers where it ends. */
  async signIn(returnTo = '/'): Promise<string> {
    const where = await this.leave(returnTo);
    return where.startsWith('/auth/callback') ? String((await this.get(where)).headers.location) : where;
  }

  appointment(id = '42', tenant = '1') {
    return this.get(`/api/v1/appointments/${id}`, { 'x-tenant': tenant });
  }

  /** From a page of the application. */
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
