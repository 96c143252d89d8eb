import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';

/** What oidc-provider answers by itself. The sign-in pages are ours. */
const routes = [
  { method: 'GET', url: '/oauth/authorize' },
  { method: 'GET', url: '/oauth/authorize/:uid' },
  { method: 'POST', url: '/oauth/token' },
  { method: 'POST', url: '/oauth/revoke' },
  { method: 'GET', url: '/oauth/jwks' },
] as const;

/**
 * Hands those routes to oidc-provider, with the security headers that the service gave the answer. Bodies are left
 * unread for it. It is told the address that browsers use, whatever a proxy said: from it follow the cookies' Secure
 * and nothing else.
 */
export const mountProvider = (app: FastifyInstance, provider: Provider, publicUrl: string): void => {
  const { protocol, host } = new URL(publicUrl);
  const handle = provider.callback();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    request.raw.headers['x-forwarded-host'] = host;
    reply.hijack();
    await handle(request.raw, reply.raw);
  };
  for (const route of routes) app.route({ ...route, handler: pass });
};
