import { pathToFileURL } from 'node:url';
import type { PageRequest, RenderedPage, RenderPage } from '#contract/initial-data.ts';

export interface Renderer {
  /** Renders the page of a record, or leaves it to the browser. Never throws. */
  page(request: PageRequest): Promise<RenderedPage>;
  /** Loads what renders before somebody waits for it. Never throws. */
  ready(): void;
}

const notRendered: RenderedPage = { html: null, title: null };

/**
 * Characters of data beyond which the browser renders: one event loop serves everybody. A plan of 22,200 rows has 4.6
 * million, and takes it 0.15 s.
 */
const most = 8_000_000;

const isRenderPage = (value: unknown): value is RenderPage => typeof value === 'function';

const load = async (path: string): Promise<RenderPage> => {
  const module: unknown = await import(pathToFileURL(path).href);
  const renderPage: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'renderPage') : null;
  if (!isRenderPage(renderPage)) throw new TypeError('The built page cannot be rendered here.');
  return renderPage;
};

/**
 * The page's own build for rendering (an absolute path; null for none), loaded when it is first needed if not before.
 * `failed` is told why a page was not rendered, in words that quote nothing of a record.
 */
export const createRenderer = (path: string | null, failed: (error: Error) => void): Renderer => {
  let loading: Promise<RenderPage> | null = null;
  return {
    async page(request) {
      if (path === null || request.data.length > most) return notRendered;
      try {
        loading ??= load(path);
        return (await loading)(request);
      } catch (error) {
        // What a component throws may quote what it was given.
        const told = new Error('the page was not rendered');
        told.stack = (error instanceof Error && error.stack) || '';
        failed(told);
        return notRendered;
      }
    },
    ready() {
      if (path === null) return;
      loading ??= load(path);
      // Whoever needs it is told what went wrong.
      loading.catch(() => undefined);
    },
  };
};
