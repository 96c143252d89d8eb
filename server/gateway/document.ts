import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';
import { splitHeader } from '#server/http/header-list.ts';
import { pageContentPolicy } from '#server/http/security-headers.ts';
import type { BuiltFile } from './built-files.ts';
import { preparePages, variesBy } from './page-variants.ts';

/** Paths that are never a page of the application, so that a missing one is a 404 and not a page that looks well. */
const notAPage = /^\/(api|auth|oauth|privacy|assets)(\/|$)/;
/** A link pasted with the full stop of its sentence is still a link: the page says what is the matter with it. */
const anAppointment = /^\/appointments\/[^/]+$/;
/** Whether the last segment has a dot in it; a pattern for it takes the square of the time for a path of dots. */
const hasExtension = (path: string): boolean => path.slice(path.lastIndexOf('/')).includes('.');

const year = 31_536_000;

/** `q=0`, in any of its lengths. */
const zero = /^q=0(\.0*)?$/i;

/** The packed form the browser takes; `q=0` is rare enough to be read as a refusal of packing altogether. */
const choose = (file: BuiltFile, accepted: string): { body: Buffer; encoding: string | null } => {
  const refuses = splitHeader(accepted).some((coding) =>
    splitHeader(coding, ';').some((part) => zero.test(part)),
  );
  if (!refuses && file.br && /\bbr\b/.test(accepted)) return { body: file.br, encoding: 'br' };
  if (!refuses && file.gzip && /\bgzip\b/.test(accepted)) return { body: file.gzip, encoding: 'gzip' };
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
  const asked = splitHeader(request.headers['if-none-match']);
  if (asked.some((tag) => tag.replace(/^W\//, '') === file.etag)) return reply.code(304).send();
  const { body, encoding } = choose(file, request.headers['accept-encoding'] ?? '');
  if (encoding !== null) void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(body);
};

/**
 * Serves the built application: its files, and its one page, as the reader chose it, at every path that could be one
 * of its routes.
 * Files under `/assets/` carry a hash of their content in the name and never change.
 */
export const serveDocument = async (
  app: FastifyInstance,
  files: ReadonlyMap<string, BuiltFile>,
  avatarOrigins: readonly string[],
): Promise<void> => {
  const policy = pageContentPolicy(avatarOrigins);
  const built = files.get('/index.html');
  const pageFor = built && (await preparePages(built));

  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    if (!pageFor)
      throw new HttpProblem(503, 'not_built', 'The application is not built: run "npm run build".');
    void reply.header('content-security-policy', policy);
    // no-store: after signing out, the back button must not bring a page with patient data back from memory.
    return send(request, reply, pageFor(request), {
      cacheControl: 'no-store',
      vary: `accept-encoding, ${variesBy}`,
    });
  };

  app.get('/*', (request, reply) => {
    const path = request.url.replace(/[?#].*$/s, '');
    if (path === '/' || path === '/index.html') return sendPage(request, reply);
    const file = files.get(path);
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
