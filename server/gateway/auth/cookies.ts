import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookiePrefix, signingOutCookie } from '#contract/session.ts';
import { loginMinutes } from '../config.ts';

/** The gateway's cookies, SameSite=Lax and for this origin only. All but `signingOut` are HttpOnly. */
export interface Cookies {
  session: Cookie;
  /** Set at sign-out, so that the authorization server requires a login at the next sign-in. */
  forceLogin: Cookie;
  /** Set by the page; see `signingOutCookie`. */
  signingOut: Pick<Cookie, 'read' | 'clear'>;
  /** The code verifier of a sign-in in progress, encrypted; one cookie for each, so that several tabs can sign in. */
  login: {
    read(request: FastifyRequest, id: string): string | null;
    /** Drops the oldest sign-ins beyond five. */
    write(request: FastifyRequest, reply: FastifyReply, login: { id: string; value: string }): void;
    clear(reply: FastifyReply, id: string): void;
  };
  /** The `Cookie` header without the gateway's own, to forward to another server. */
  withoutOwn(header: string): string;
}

interface Cookie {
  /** Null when the cookie is missing or malformed. */
  read(request: Pick<FastifyRequest, 'cookies'>): string | null;
  write(reply: FastifyReply, value: string): void;
  clear(reply: FastifyReply): void;
  /** Lets `request` go on with the value, or without one for null, as if the browser had sent it so. */
  replace(request: Pick<FastifyRequest, 'cookies'>, value: string | null): void;
}

const maxLogins = 5;

/** `https` adds `Secure` and the `__Host-` prefix, which keeps sibling domains from setting a value. */
export const createCookies = (https: boolean): Cookies => {
  const prefix = cookiePrefix(https);
  const loginPrefix = `${prefix}login-`;
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
  const cookie = (name: string, form: RegExp, maxAge?: number): Cookie => {
    return {
      read: ({ cookies }) => form.exec(cookies[name] ?? '')?.[0] ?? null,
      write: (reply, value) =>
        void reply.setCookie(name, value, { ...options, ...(maxAge !== undefined && { maxAge }) }),
      clear: (reply) => void reply.clearCookie(name, options),
      replace: ({ cookies }, value) => void (cookies[name] = value ?? undefined),
    };
  };
  const clearLogin = (reply: FastifyReply, id: string): void =>
    void reply.clearCookie(`${loginPrefix}${id}`, options);
  return {
    session: cookie(`${prefix}session`, /^[\w-]{43}$/),
    forceLogin: cookie(`${prefix}force-login`, /^account-required$/, 3600),
    signingOut: cookie(signingOutCookie(https), /^1$/),
    login: {
      read: ({ cookies }, id) => cookies[`${loginPrefix}${id}`] ?? null,
      write(request, reply, { id, value }) {
        // Browsers send cookies of one path in the order in which they were created (RFC 6265, 5.4).
        const ids = Object.keys(request.cookies)
          .filter((name) => name.startsWith(loginPrefix))
          .map((name) => name.slice(loginPrefix.length))
          .filter((loginId) => /^[\w-]{22}$/.test(loginId));
        for (const oldest of ids.slice(0, Math.max(0, ids.length - maxLogins + 1))) clearLogin(reply, oldest);
        void reply.setCookie(`${loginPrefix}${id}`, value, { ...options, maxAge: loginMinutes * 60 });
      },
      clear: clearLogin,
    },
    withoutOwn: (header) =>
      header
        .split(/; */)
        .filter((pair) => !pair.startsWith(prefix))
        .join('; '),
  };
};
