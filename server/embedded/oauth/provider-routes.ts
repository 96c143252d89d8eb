import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const routes = [
  { method: 'GET', url: '/oauth/authorize' },
  { method: 'GET', url: '/oauth/authorize/:uid' },
  { method: 'POST', url: '/oauth/token' },
  { method: 'POST', url: '/oauth/revoke' },
  { method: 'GET', url: '/oauth/jwks' },
] as const;

/**
 * The endpoints of oidc-provider, with the security headers of the service. oidc-provider reads bodies itself. It
 * receives the public URL as its own regardless of proxy headers, because the Secure attribute of its cookies depends on
 * it.
 */
export const providerRoutes = async (
  app: FastifyInstance,
  { publicUrl }: { publicUrl: string },
): Promise<void> => {
  const { protocol, host } = new URL(publicUrl);
  const handle = app.oidcProvider.callback();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    request.raw.headers['x-forwarded-host'] = host;
    reply.hijack();
    await handle(request.raw, reply.raw);
  };
  for (const route of routes) app.route({ ...route, handler });
};
