import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { constants } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { ReadScheduleLink, RenderPage } from '#contract/initial-data.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { serializeError } from '#server/http/log.ts';
import { pageContentPolicy } from '#server/http/security-headers.ts';
import { isPrefetch } from '../prefetch.ts';
import { createInitialDataLoader, type LoadedData } from './initial-data.ts';
import { preferenceHeaders, type Preferences, readPreferences } from './preferences.ts';
import { type Content, readTemplate, type Template } from './template.ts';

/** Paths below these prefixes never return the page: an unknown one is a 404. */
const reservedPath = /^\/(api|auth|oauth|privacy|assets)(\/|$)/;
/** A link pasted with the full stop of its sentence still opens the page, also one without a valid number. */
const recordPath = /^\/(appointments|customers)\/[^/]+\/?$/i;
/** Not a regular expression, which would take quadratic time for a path of dots. */
const hasExtension = (path: string): boolean => path.slice(path.lastIndexOf('/')).includes('.');

/**
 * Whether a browser opens the document in a window. A prefetch, or a request by a script or frame, gets a document
 * without data, and is not logged as opened.
 */
const isNavigation = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  (request.headers['sec-fetch-dest'] ?? 'document') === 'document' &&
  !isPrefetch(request);

const pathOf = ({ url }: FastifyRequest): string => url.replace(/[?#].*$/s, '');

/** Characters of data up to which the gateway renders, as rendering blocks its event loop: 0.15 s for 4.6 million. */
const maxRenderedLength = 8_000_000;

/**
 * Milliseconds the content may take before the scripts are preloaded ahead of it. Preloaded early they compete with the
 * content for the network; waiting for a slow upstream leaves the network idle.
 */
const preloadDelayMs = 50;

/** Milliseconds after which the document ends without data, which the page then requests. */
const maxLoadingMs = 8_500;

const emptyContent: Content = { title: null, html: null, data: null };

const moduleSchema = z.object({
  renderPage: z.custom<RenderPage>((value) => typeof value === 'function'),
  readScheduleLink: z.custom<ReadScheduleLink>((value) => typeof value === 'function'),
});

/** Resolves with the content, or empty when it takes longer. A timer left behind would keep the content in memory. */
const within = async (milliseconds: number, loading: Promise<Content>): Promise<Content> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Content>((resolve) => {
    timer = setTimeout(resolve, milliseconds, emptyContent).unref();
  });
  try {
    return await Promise.race([loading, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

async function* documentParts(
  template: Template,
  preferences: Preferences,
  link: { origin: string; path: string },
  loading: Promise<Content>,
): AsyncGenerator<string> {
  yield template.head(preferences, link);
  const early = await Promise.race([loading, delay(preloadDelayMs, null)]);
  if (early === null) yield template.preloadLinks(preferences, link);
  const content = await loading;
  // One part: each is compressed and sent by itself.
  const preloadLinks = early === null ? '' : template.preloadLinks(preferences, link);
  yield template.body(preferences, content) + preloadLinks + template.end(preferences, content);
}

/**
 * Serves the built files, and the page at every other path. For a signed-in user the document contains the initial
 * data and, for an appointment or the list of a day, the rendered page. It is streamed: the head first, the rest when it is loaded.
 */
export const documentRoutes = async (app: FastifyInstance): Promise<void> => {
  const { sessions, sessionInfo } = app;
  const { clientDirectory, avatarOrigins, publicUrl, pageModule } = app.config;
  const template = await readTemplate(clientDirectory);
  const policy = pageContentPolicy(avatarOrigins, template?.inline);
  const page =
    template && pageModule ? moduleSchema.parse(await import(pathToFileURL(pageModule).href)) : null;
  const loadInitialData = createInitialDataLoader(app, { readScheduleLink: page?.readScheduleLink ?? null });
  const anonymousContent: Content = {
    ...emptyContent,
    data: JSON.stringify({
      rendered_at: 0,
      time_zone: null,
      address: null,
      session: sessionInfo.anonymous,
      appointment: null,
      schedule: null,
    }),
  };

  const render = (
    request: FastifyRequest,
    { json: data, address }: LoadedData,
    preferences: Preferences,
  ): Content => {
    if (!page || address === null || data.length > maxRenderedLength) return { ...emptyContent, data };
    try {
      return { ...page.renderPage({ data, address, origin: publicUrl, ...preferences }), data };
    } catch (error) {
      // The message of an error thrown by a component may quote the record.
      const { type, stack } = serializeError(error);
      request.log.error({ err: { type, stack } }, 'server-side rendering failed');
      return { ...emptyContent, data };
    }
  };

  const loadContent = async (
    request: FastifyRequest,
    reply: FastifyReply,
    preferences: Preferences,
  ): Promise<Content> => {
    if (!isNavigation(request)) return emptyContent;
    const session = await sessions.fromRequest(request);
    if (session === null) return anonymousContent;
    const initialData = await loadInitialData(request, reply, session);
    return initialData === null ? anonymousContent : render(request, initialData, preferences);
  };

  const sendPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!template)
      throw new HttpProblem(503, 'not_built', 'The application is not built: run "npm run build".');
    const preferences = readPreferences(request);
    const link = { origin: publicUrl, path: pathOf(request) };
    const loading = within(maxLoadingMs, loadContent(request, reply, preferences)).catch((error: unknown) => {
      // The head is already sent. The document contains no data, so the page requests it.
      request.log.error({ err: error }, 'request failed');
      return emptyContent;
    });
    return reply
      .headers({
        'content-security-policy': policy,
        // After signing out, the back button must not show a page with patient data from a cache.
        'cache-control': 'no-store',
        vary: `accept-encoding, ${preferenceHeaders}`,
      })
      .type('text/html; charset=utf-8')
      .send(Readable.from(documentParts(template, preferences, link, loading)));
  };

  if (template)
    await app.register(fastifyStatic, {
      root: clientDirectory,
      index: false,
      // One route for each file: no path of a request reaches the file system.
      wildcard: false,
      globIgnore: ['index.html', '**/*.{br,gz,map}'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const immutable = path.startsWith(`${clientDirectory}/assets/`);
        response.setHeader(
          'cache-control',
          immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        );
        response.setHeader('vary', 'accept-encoding');
      },
    });

  // Each part is flushed, so that the browser receives the head before the rest is loaded.
  const compress = {
    encodings: ['br' as const, 'gzip' as const],
    brotliOptions: {
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    },
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
  };
  app.get('/*', { compress }, (request, reply) => {
    const path = pathOf(request);
    if (reservedPath.test(path) || (hasExtension(path) && !recordPath.test(path)))
      return reply.callNotFound();
    return sendPage(request, reply);
  });
};
