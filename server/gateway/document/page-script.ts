/** How a document brings the page's script: as little as possible before the record can be read. */

const moduleMarkup =
  /\s*<(?:script type="module"|link rel="modulepreload")[^>]* (?:src|href)="([^"]+)"[^>]*>(?:<\/script>)?/g;

/** The built document without its script, and the paths of that, what starts it first. */
export const takeScript = (page: string): { page: string; paths: readonly string[] } => ({
  page: page.replaceAll(moduleMarkup, ''),
  paths: [...page.matchAll(moduleMarkup)].map(([, path = '']) => path),
});

/** Has the script fetched, and nothing that is shown wait for it. */
export const preloading = (paths: readonly string[]): string =>
  paths.map((path) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="${path}">`).join('');

/**
 * Starts the script: at once where the browser has everything to render or nobody looks, and else when it has painted,
 * so that what can be read is read before the script takes the processor; a browser that does not tell starts all the
 * same. All parts are asked for together: each names the next one only when it has come.
 */
export const starting = (paths: readonly string[]): string =>
  paths.length === 0
    ? ''
    : `<script>(() => {
  let started = false;
  const start = () => {
    if (!started) for (const part of ${JSON.stringify(paths)}) import(part);
    started = true;
  };
  if (!document.querySelector('#root').hasChildNodes() || document.hidden) return start();
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
  setTimeout(start, 3000);
})();</script>`;
