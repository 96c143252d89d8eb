import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isIdentifier } from '#contract/endpoints.ts';
import { initialDataId, type RenderedPage } from '#contract/initial-data.ts';
import type { Language } from '#contract/preferences.ts';
import type { Preferences } from './preferences.ts';

/** The content that the gateway inserts into a document. */
export interface Content extends RenderedPage {
  /** The JSON text of an `InitialData`; null for a document without data. */
  data: string | null;
}

/** The built `index.html`, as the parts of a document in their order. */
export interface Template {
  /** Hashes of the inline elements, for the content security policy. */
  inline: { scripts: readonly string[]; styles: readonly string[] };
  /**
   * The part of the head that does not depend on the content, with the tags of a link preview. A preview is the same
   * whether or not its reader is signed in: it names the application and the number in the path, never the clinic.
   */
  head(preferences: Preferences, link: { origin: string; path: string }): string;
  /** Loads the scripts with low priority; may be placed anywhere after the head. */
  preloadLinks(preferences: Preferences, link: { path: string }): string;
  /** Title and rendered page. */
  body(preferences: Preferences, content: Content): string;
  /** Initial data and start script. */
  end(preferences: Preferences, content: Content): string;
}

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.optional(z.array(z.string())) }),
);

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const titles: Readonly<Record<Language, { home: string; appointment: string; description: string }>> = {
  en: { home: 'Appointments', appointment: 'Appointment', description: 'Sign in to view it.' },
  tr: { home: 'Randevular', appointment: 'Randevu', description: 'Görüntülemek için oturum açın.' },
};

const appointmentPath = /^\/appointments\/([^/]+)$/;

/** The modules that a page loads besides the entry, by its path. */
const modulesFor = (path: string, language: Language): string[] => {
  const search = `src/locales/search/${language}.po`;
  if (/^\/(appointments\/?)?$/.test(path)) return ['src/app/pages/schedule.tsx', search];
  if (/^\/customers\/[^/]+$/.test(path)) return ['src/app/pages/customer.tsx', search];
  return [];
};

const previewTags = (language: Language, { origin, path }: { origin: string; path: string }): string => {
  const { home, appointment, description } = titles[language];
  const id = appointmentPath.exec(path)?.[1] ?? '';
  const properties = {
    type: 'website',
    site_name: 'Appointment Viewer',
    title: isIdentifier(id) ? `${appointment} #${id}` : home,
    description,
    image: `${origin}/icon-512.png`,
  };
  return Object.entries(properties)
    .map(([name, content]) => `<meta property="og:${name}" content="${escapeHtml(content)}">`)
    .join('');
};

/** In JSON `<` occurs in strings only; escaped, it can neither end the script element nor start a comment in it. */
const escapeJson = (json: string): string => json.replaceAll('<', String.raw`\u003c`);

/**
 * Imports the scripts: at once when the browser has to render the page or the tab is hidden, otherwise after the first
 * paint, so that the scripts do not delay it. All are requested together, to avoid a chain of requests. While they load,
 * the browser creates its first formatter, which takes Chromium 20 ms.
 */
const startScript = (paths: readonly string[]): string => `<script>(() => {
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    for (const path of ${JSON.stringify(paths)}) import(path);
    new Intl.NumberFormat();
  };
  if (!document.querySelector('#root').hasChildNodes() || document.hidden) return start();
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
  setTimeout(start, 3000);
})();</script>`;

const hashesOf = (html: string, element: RegExp): string[] =>
  [...html.matchAll(element)].map(
    ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  );

/**
 * Reads the template that the build leaves in `directory` (see `documentTemplate` in vite.config.ts) and its manifest;
 * null when the application is not built.
 */
export const readTemplate = async (directory: string): Promise<Template | null> => {
  const read = (path: string) => readFile(join(directory, path), 'utf8').catch(() => null);
  const [html, json] = await Promise.all([read('index.html'), read('.vite/manifest.json')]);
  if (html === null || json === null) return null;
  const manifest = manifestSchema.parse(JSON.parse(json));
  const [head = '', beforeRoot = '', afterRoot = '', end] = html.split('<!--split-->');
  if (end === undefined) throw new Error('index.html of the build is not a document template.');

  const pathOf = (name: string): string[] => {
    const chunk = manifest[name];
    return chunk === undefined ? [] : [`/${chunk.file}`];
  };
  /** Of a module and everything it imports. */
  const pathsOf = (name: string, known = new Set<string>()): string[] => {
    if (known.has(name)) return [];
    known.add(name);
    const imports = manifest[name]?.imports ?? [];
    return [...pathOf(name), ...imports.flatMap((other) => pathsOf(other, known))];
  };
  const pathsFor = (language: Language): string[] =>
    ['index.html', ...(manifest['index.html']?.imports ?? []), `src/locales/${language}.po`].flatMap(pathOf);

  const scripts = [html, startScript(pathsFor('en')), startScript(pathsFor('tr'))];
  return {
    inline: {
      scripts: [...new Set(scripts.flatMap((text) => hashesOf(text, /<script>([\s\S]*?)<\/script>/g)))],
      styles: hashesOf(html, /<style>([\s\S]*?)<\/style>/g),
    },
    head: ({ language, scheme }, link) =>
      head.replace(
        '<html lang="en"',
        `<html lang="${language}"${scheme === 'system' ? '' : ` data-scheme="${scheme}"`}`,
      ) + previewTags(language, link),
    preloadLinks: ({ language }, { path }) =>
      [...new Set([...pathsFor(language), ...modulesFor(path, language).flatMap((name) => pathsOf(name))])]
        .map((file) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="${file}">`)
        .join(''),
    body: ({ language }, { title, html: rendered }) => {
      const text = escapeHtml(title ?? titles[language].home);
      const titled = beforeRoot.replace(/<title>.*?<\/title>/, () => `<title>${text}</title>`);
      return `${titled}${rendered ?? ''}${afterRoot}`;
    },
    end: ({ language }, { data }) =>
      (data === null
        ? ''
        : `<script type="application/json" id="${initialDataId}">${escapeJson(data)}</script>`) +
      startScript(pathsFor(language)) +
      end,
  };
};
