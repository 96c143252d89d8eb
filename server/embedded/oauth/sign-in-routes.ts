import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Database } from '#server/db/client.ts';
import { authenticate } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { type Language, preferredLanguage } from './language.ts';
import { oidcProvider } from './oidc-provider.ts';
import { signInPath } from './provider.ts';
import { type SignInFailure, signInPage, signInProblemPage, stylePath } from './sign-in-page.ts';
import { signInStyle } from './sign-in-style.ts';

export interface SignInOptions {
  db: Database;
  provider: Provider;
  /** The registered redirect addresses: a browser checks where a form's answer redirects to. */
  redirectUris: readonly string[];
  hint: { username: string; password: string } | null;
  now: () => Date;
}

/** The policy of the pages: their own stylesheet, and forms that end at a registered client. */
export const signInContentPolicy = (redirectUris: readonly string[]): string => {
  const origins = new Set(redirectUris.map((uri) => new URL(uri).origin));
  return `default-src 'none'; style-src 'self'; form-action 'self' ${[...origins].join(' ')}; base-uri 'none'; frame-ancestors 'none'`;
};

/** Whose form it is: the id in the address must be the one in the browser's signed cookie. */
const interactionOf = async (
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
) => {
  try {
    const details = await provider.interactionDetails(request.raw, reply.raw);
    return details.uid === uid ? details : null;
  } catch (error) {
    if (error instanceof oidcProvider.errors.SessionNotFound) return null;
    throw error;
  }
};

const readForm = (body: unknown): { username: string; password: string; cancelled: boolean } => {
  const form = body instanceof URLSearchParams ? body : new URLSearchParams();
  return {
    username: (form.get('username') ?? '').trim().toLowerCase().slice(0, 200),
    password: (form.get('password') ?? '').slice(0, 200),
    cancelled: form.get('action') === 'cancel',
  };
};

const languageOf = (request: FastifyRequest): Language =>
  preferredLanguage(request.headers['accept-language']);

/** The sign-in page and its form: `GET` and `POST /oauth/sign-in/{uid}`, and the stylesheet. */
export const signInRoutes = (app: FastifyInstance, options: SignInOptions): void => {
  const { db, provider, now } = options;
  const attempts = createAttempts(now);
  const policy = signInContentPolicy(options.redirectUris);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 4 * 1024 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  const html = (reply: FastifyReply, status: number, text: string): FastifyReply =>
    reply
      .code(status)
      .header('content-security-policy', policy)
      // With "no-referrer" browsers send forms with `Origin: null`.
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(text);

  const expired = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    html(reply, 400, signInProblemPage(languageOf(request), 'expired'));
  const form = (
    request: FastifyRequest,
    reply: FastifyReply,
    {
      uid,
      username,
      failure,
      status,
    }: { uid: string; username: string; failure: SignInFailure | null; status: number },
  ): FastifyReply =>
    html(
      reply,
      status,
      signInPage({
        language: languageOf(request),
        action: signInPath(uid),
        username,
        failure,
        hint: options.hint,
      }),
    );

  app.get(stylePath, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(signInStyle),
  );

  app.get<{ Params: { uid: string } }>('/oauth/sign-in/:uid', async (request, reply) => {
    const { uid } = request.params;
    const interaction = await interactionOf(provider, request, reply, uid);
    if (interaction === null) return expired(request, reply);
    if (interaction.prompt.name === 'consent') {
      // Only where a client insists on it: the operator's own client has been granted everything already.
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { consent: {} }), 303);
    }
    const { login_hint: username } = interaction.params;
    return form(request, reply, {
      uid,
      username: typeof username === 'string' ? username.slice(0, 200) : '',
      failure: null,
      status: 200,
    });
  });

  app.post<{ Params: { uid: string } }>('/oauth/sign-in/:uid', async (request, reply) => {
    const { uid } = request.params;
    const interaction = await interactionOf(provider, request, reply, uid);
    if (interaction === null) return expired(request, reply);
    const { username, password, cancelled } = readForm(request.body);
    const finish = async (result: Parameters<Provider['interactionResult']>[2]): Promise<FastifyReply> =>
      reply.redirect(
        await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false }),
        303,
      );
    const again = (status: number, failure: SignInFailure): FastifyReply =>
      form(request, reply, { uid, username, failure, status });

    if (cancelled) return finish({ error: 'access_denied', error_description: 'Sign-in was cancelled.' });
    if (username === '' || password === '') return again(422, { kind: 'missing' });
    const seconds = attempts.begin(username, request.ip);
    if (seconds > 0) {
      void reply.header('retry-after', String(seconds));
      return again(429, { kind: 'wait', seconds });
    }
    const user = await authenticate(db, username, password);
    if (user === null) return again(422, { kind: 'wrong' });
    attempts.succeed(username, request.ip);
    return finish({ login: { accountId: user } });
  });
};
