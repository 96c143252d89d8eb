import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '#contract/preferences.ts';
import { preferredCoding } from '#server/http/content-coding.ts';
import { holdsTag } from '#server/http/entity-tag.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { pageContentPolicy } from '#server/http/security-headers.ts';
import type { BuiltFile } from './built-files.ts';
import { type CarryOptions, createCarry, isBeingOpened } from './carry.ts';
import { looksOf, variesBy } from './looks.ts';
import { type PageTemplate, preparePage } from './page-template.ts';
import { createRenderer } from './renderer.ts';
import { sendInParts } from './send-in-parts.ts';

/** Paths that are never a page of the application, so that a missing one is a 404 and not a page that looks well. */
const notAPage = /^\/(api|auth|oauth|privacy|assets)(\/|$)/;
/** A link pasted with the full stop of its sentence is still a link: the page says what is the matter with it. */
const anAppointment = /^\/appointments\/[^/]+$/;
/** Whether the last segment has a dot in it; a pattern for it takes the square of the time for a path of dots. */
const hasExtension = (path: string): boolean => path.slice(path.lastIndexOf('/')).includes('.');

const year = 31_536_000;
// no-store: after signing out, the back button must not bring a page with patient data back from memory.
const pageCaching = { cacheControl: 'no-store', vary: `accept-encoding, ${variesBy}` };

/** In the packed form the browser takes, as far as there is one. */
const choose = (file: BuiltFile, accepted: string | undefined): { body: Buffer; encoding: string | null } => {
  const coding = preferredCoding(accepted);
  if (coding === 'br' && file.br) return { body: file.br, encoding: 'br' };
  if (coding !== null && file.gzip && /\bgzip\b/.test(accepted ?? ''))
    return { body: file.gzip, encoding: 'gzip' };
  return { body: file.plain, encoding: null };
};

interface Caching {
  cacheControl: string;
  vary: string;
}

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  file: BuiltFile,
  { cacheControl, vary }: Caching,
) => {
  void reply.headers({ 'cache-control': cacheControl, etag: file.etag, vary });
  if (holdsTag(request.headers['if-none-match'], file.etag)) return reply.code(304).send();
  const { body, encoding } = choose(file, request.headers['accept-encoding']);
  if (encoding !== null) void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(body);
};

const manifestPath = '/.vite/manifest.json';

/** Which file holds a language's texts, by the manifest that the build leaves. */
const cataloguesIn = (files: ReadonlyMap<string, BuiltFile>): ReadonlyMap<Language, string> => {
  const manifest: unknown = JSON.parse(files.get(manifestPath)?.plain.toString('utf8') ?? '{}');
  const found = new Map<Language, string>();
  for (const [source, chunk] of Object.entries(manifest ?? {})) {
    const language = /^src\/locales\/(\w+)\.po$/.exec(source)?.[1];
    const file: unknown = Reflect.get(Object(chunk), 'file');
    if (isLanguage(language) && typeof file === 'string') found.set(language, `/${file}`);
  }
  return found;
};

/** Milliseconds after listening, when the first requests have their answers, until what renders is loaded. */
const warmUpAfter = 500;

interface DocumentOptions extends CarryOptions {
  files: ReadonlyMap<string, BuiltFile>;
  avatarOrigins: readonly string[];
  publicUrl: string;
  /** The built page for rendering here, an absolute path; null where every page is the browser's to render. */
  pageModule: string | null;
}

/**
 * Serves the built application: its files, and its one page at every path that could be one of its routes. Whoever is
 * signed in gets it with what it would ask for first, and, where it is an appointment's, rendered.
 * Files under `/assets/` carry a hash of their content in the name and never change.
 */
export const serveDocument = async (app: FastifyInstance, options: DocumentOptions): Promise<void> => {
  const { files, avatarOrigins, publicUrl, upstream, sessions, sessionAnswers } = options;
  const built = files.get('/index.html');
  const signedOut = {
    rendered_at: 0,
    time_zone: null,
    tenant: null,
    session: sessionAnswers.signedOut,
    appointment: null,
  };
  const template =
    built &&
    (await preparePage(built, files, {
      catalogues: cataloguesIn(files),
      signedOut,
    }));
  const policy = pageContentPolicy(avatarOrigins, template?.inline);
  const carry = createCarry(options);
  const render = createRenderer(options.pageModule, (error) => app.log.error({ err: error }, 'not rendered'));
  let readying: NodeJS.Timeout | undefined;
  app.addHook('onListen', (done) => {
    readying = setTimeout(() => render.ready(), warmUpAfter).unref();
    done();
  });
  app.addHook('onClose', (_, done) => {
    clearTimeout(readying);
    done();
  });

  const restFor = async (
    request: FastifyRequest,
    page: PageTemplate,
    session: Parameters<typeof carry>[1],
  ): Promise<readonly string[]> => {
    const carried = await carry(request, session);
    const looks = looksOf(request);
    if (carried === null) return page.rest(looks, 'nobody');
    const { data, address } = carried;
    const rendered =
      address === null
        ? { html: null, title: null }
        : await render.page({ data, address, origin: publicUrl, ...looks });
    return page.rest(looks, { ...rendered, data });
  };

  const sendPage = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!template)
      throw new HttpProblem(503, 'not_built', 'The application is not built: run "npm run build".');
    void reply.header('content-security-policy', policy);
    const looks = looksOf(request);
    const withoutRecord = (carried: 'nothing' | 'nobody') =>
      send(request, reply, template.whole(carried, looks), pageCaching);
    const opened = isBeingOpened(request);
    if (!opened && request.method !== 'HEAD') return withoutRecord('nothing');
    const session = await upstream.session(request);
    if (sessions && session === null) return withoutRecord('nobody');
    if (!opened) return withoutRecord('nothing');
    void reply.headers({ 'cache-control': pageCaching.cacheControl, vary: pageCaching.vary });
    return sendInParts(request, reply, {
      first: template.start(looks),
      rest: restFor(request, template, session),
      besides: template.script(looks),
      otherwise: template.rest(looks, 'nothing'),
    });
  };

  app.get('/*', (request, reply) => {
    const path = request.url.replace(/[?#].*$/s, '');
    if (path === '/' || path === '/index.html') return sendPage(request, reply);
    const file = path === manifestPath ? undefined : files.get(path);
    if (file) {
      const cacheControl = path.startsWith('/assets/')
        ? `public, max-age=${year}, immutable`
        : 'public, max-age=3600';
      return send(request, reply, file, { cacheControl, vary: 'accept-encoding' });
    }
    if (notAPage.test(path) || (hasExtension(path) && !anAppointment.test(path))) return reply.callNotFound();
    return sendPage(request, reply);
  });
};
