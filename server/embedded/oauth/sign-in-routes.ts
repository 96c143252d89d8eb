import accepts from '@fastify/accepts';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import { isScheme, languages, preferenceCookies } from '#contract/preferences.ts';
import { demonstrationPassword, listAccounts, verifyCredentials } from '../accounts.ts';
import { signInPath } from './provider.ts';
import {
  type Appearance,
  contentSecurityPolicy,
  signInErrorPage,
  signInPage,
  type SignInPage,
  stylePath,
  toLanguage,
} from './sign-in-page.ts';
import { signInStyle } from './sign-in-style.ts';

interface UidRoute {
  Params: { uid: string };
  /** `state` may be missing or occur several times. */
  Querystring: { state?: unknown };
}
interface FormRoute extends UidRoute {
  Body: { username: string; password: string; action: string };
}

const field = { type: 'string', default: '' } as const;
const formSchema = {
  type: 'object',
  properties: { username: field, password: field, action: field },
} as const;

/** Forms that one IP address may submit; generous, because the demonstration password is public. */
const formLimit = { max: 100, timeWindow: '15 minutes' };

/** `uiLocales` is the parameter of the authorization request. */
const appearanceOf = (request: FastifyRequest, uiLocales?: unknown): Appearance => {
  const scheme = request.cookies[preferenceCookies.scheme];
  return {
    language: toLanguage(
      uiLocales,
      request.cookies[preferenceCookies.language],
      request.language([...languages]),
    ),
    scheme: isScheme(scheme) ? scheme : 'system',
  };
};

/** The sign-in page and its form, `GET` and `POST /oauth/sign-in/{uid}`, and the stylesheet. */
export const signInRoutes = async (
  app: FastifyInstance,
  { redirectUris }: { redirectUris: readonly string[] },
): Promise<void> => {
  const { pool, oidcProvider } = app;
  const csp = contentSecurityPolicy(redirectUris);
  await app.register(accepts);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 4 * 1024 });
  await app.register(rateLimit, { global: false });
  const countForm = app.createRateLimit(formLimit);

  const sendHtml = (reply: FastifyReply, status: number, html: string): FastifyReply =>
    reply
      .code(status)
      .header('content-security-policy', csp)
      // With "no-referrer" browsers send forms with `Origin: null`.
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);

  /** Back to the client, which knows where its user was going: the sign-in is finished, expired or another browser's. */
  const sendExpired = (request: FastifyRequest<UidRoute>, reply: FastifyReply): FastifyReply => {
    const { state } = request.query;
    const [client] = redirectUris;
    if (typeof state !== 'string' || client === undefined)
      return sendHtml(reply, 400, signInErrorPage(appearanceOf(request), 'expired'));
    const error = { error: 'temporarily_unavailable', error_description: 'The sign-in has ended.' };
    return reply
      .header('cache-control', 'no-store')
      .redirect(`${client}?${new URLSearchParams({ ...error, state }).toString()}`, 303);
  };

  const sendForm = async (
    request: FastifyRequest<UidRoute>,
    reply: FastifyReply,
    status: number,
    { uiLocales, ...form }: Pick<SignInPage, 'username' | 'error'> & { uiLocales: unknown },
  ): Promise<FastifyReply> =>
    sendHtml(
      reply,
      status,
      signInPage({
        ...form,
        appearance: appearanceOf(request, uiLocales),
        action: signInPath(request.params.uid, request.query.state),
        accounts: await listAccounts(pool),
        password: demonstrationPassword,
      }),
    );

  /** The interaction of the browser's signed cookie; null if it is not the interaction in the path. */
  const findInteraction = async ({ raw, params }: FastifyRequest<UidRoute>, reply: FastifyReply) => {
    try {
      const interaction = await oidcProvider.interactionDetails(raw, reply.raw);
      return interaction.uid === params.uid ? interaction : null;
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return null;
      throw error;
    }
  };

  app.get(stylePath, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(signInStyle),
  );

  app.get<UidRoute>('/oauth/sign-in/:uid', async (request, reply) => {
    const interaction = await findInteraction(request, reply);
    if (interaction === null) return sendExpired(request, reply);
    if (interaction.prompt.name === 'consent') {
      // The consent prompt occurs only if the client requests it. Its scopes are granted without asking the user.
      return reply.redirect(
        await oidcProvider.interactionResult(request.raw, reply.raw, { consent: {} }),
        303,
      );
    }
    const hint = interaction.params['login_hint'];
    const username = typeof hint === 'string' ? hint.slice(0, 200) : '';
    return sendForm(request, reply, 200, {
      username,
      error: null,
      uiLocales: interaction.params['ui_locales'],
    });
  });

  app.post<FormRoute>('/oauth/sign-in/:uid', { schema: { body: formSchema } }, async (request, reply) => {
    const interaction = await findInteraction(request, reply);
    if (interaction === null) return sendExpired(request, reply);
    const finish = async (result: Parameters<Provider['interactionResult']>[2]): Promise<FastifyReply> =>
      reply.redirect(
        await oidcProvider.interactionResult(request.raw, reply.raw, result, {
          mergeWithLastSubmission: false,
        }),
        303,
      );
    const uiLocales = interaction.params['ui_locales'];
    const { password, action } = request.body;
    const username = request.body.username.trim().toLowerCase().slice(0, 200);

    if (action === 'cancel')
      return finish({ error: 'access_denied', error_description: 'Sign-in was cancelled.' });
    if (username === '' || password === '')
      return sendForm(request, reply, 422, { username, error: 'missing', uiLocales });
    const limit = await countForm(request);
    if (!limit.isAllowed && limit.isExceeded) {
      reply.header('retry-after', limit.ttlInSeconds);
      const error = { retryAfterSeconds: limit.ttlInSeconds };
      return sendForm(request, reply, 429, { username, error, uiLocales });
    }
    const accountId = await verifyCredentials(pool, username, password);
    if (accountId === null) return sendForm(request, reply, 422, { username, error: 'wrong', uiLocales });
    return finish({ login: { accountId } });
  });
};
