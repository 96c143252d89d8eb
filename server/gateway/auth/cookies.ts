import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSecret } from './digest.ts';

/** The gateway's cookies: all of them HttpOnly, for the whole origin, and for it alone. */
export interface Cookies {
  session: Cookie;
  /** Marks the browser that began a sign-in. */
  browser: Cookie;
  /** Set by signing out: the next sign-in asks who it is. */
  signedOut: Cookie;
  /** The `Cookie` header without the gateway's own: they are nobody else's business. */
  withoutOwn(header: string): string;
}

interface Cookie {
  /** A well-formed value, or null. */
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, value: string): void;
  clear(reply: FastifyReply): void;
}

/** `https` adds `Secure` and the `__Host-` prefix, which keeps sibling domains from planting a value. */
export const createCookies = (https: boolean): Cookies => {
  const prefix = https ? '__Host-' : '';
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
  const cookie = (suffix: string, seconds: number | null): Cookie => {
    const name = `${prefix}${suffix}`;
    return {
      read: ({ cookies }) => {
        const value = cookies[name];
        return isSecret(value) ? value : null;
      },
      write: (reply, value) =>
        void reply.setCookie(name, value, { ...options, ...(seconds !== null && { maxAge: seconds }) }),
      clear: (reply) => void reply.clearCookie(name, options),
    };
  };
  const names = ['viewer-session', 'viewer-browser', 'viewer-signed-out'] as const;
  return {
    session: cookie(names[0], null),
    browser: cookie(names[1], 3600),
    signedOut: cookie(names[2], 3600),
    withoutOwn: (header) =>
      header
        .split(/; */)
        .filter((pair) => !names.some((name) => pair.startsWith(`${prefix}${name}=`)))
        .join('; '),
  };
};
