import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { initialDataId, type InitialData } from '#contract/initial-data.ts';
import { type Language, languages, type Scheme, schemes } from '#contract/preferences.ts';
import { strongTag } from '#server/http/entity-tag.ts';
import type { BuiltFile } from './built-files.ts';
import { preloading, starting, takeScript } from './page-script.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** What a reader's document begins with. */
export interface Looks {
  language: Language;
  scheme: Scheme;
}

/** What stands in a document for one reader. */
interface Filling {
  /** As text; null for the application's own name. */
  title: string | null;
  /** The page, rendered; null where the browser renders it. */
  html: string | null;
  /** The JSON text of a `InitialData`. */
  data: string;
}

/** What a document carries that has no record: nothing at all, or that nobody is signed in. */
type WithoutRecord = 'nothing' | 'nobody';

/** The built `index.html`, to be sent as it is or filled, in each reader's looks. */
export interface PageTemplate {
  /** Hashes for the content security policy, of what stands inline. */
  inline: { scripts: readonly string[]; styles: readonly string[] };
  /** A document without a record, made and packed once. */
  whole(carried: WithoutRecord, looks: Looks): BuiltFile;
  /** All of the head that does not depend on the record: sent first. */
  start(looks: Looks): string;
  /** Has the script fetched; may stand anywhere between the start and the end of the rest. */
  script(looks: Looks): string;
  /** All that follows: what can be read, and behind it what the script needs. */
  rest(looks: Looks, filling: Filling | WithoutRecord): readonly string[];
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Text as it may stand in markup. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * JSON as it may stand in a script element. In JSON a `<` stands in texts alone, where its escape means the same; what
 * is left can neither end the element nor begin a comment in it.
 */
const escapeJson = (json: string): string => json.replaceAll('<', String.raw`\u003c`);

const carry = (data: string): string =>
  `<script type="application/json" id="${initialDataId}">${escapeJson(data)}</script>`;

const stylesheet = /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/g;
const inlineScript = /<script>([\s\S]*?)<\/script>/g;
const title = /<title>[^<]*<\/title>/;
const comment = /\s*<!--[\s\S]*?-->/g;
const root = '<div id="root">';

/** The page's style stands in the document: it is small, and to ask for it first would take a whole round trip. */
const withStyle = (
  page: string,
  files: ReadonlyMap<string, BuiltFile>,
): { page: string; styles: readonly string[] } => {
  const styles: string[] = [];
  const filled = page.replaceAll(stylesheet, (link, href: string) => {
    const style = files.get(href)?.plain.toString('utf8').trim();
    if (style === undefined) return link;
    styles.push(hashOf(style));
    return `<style>${style}</style>`;
  });
  return { page: filled, styles };
};

const packed = async (type: string, text: string): Promise<BuiltFile> => {
  const plain = Buffer.from(text);
  const [br, gz] = await Promise.all([toBrotli(plain), toGzip(plain)]);
  return { type, etag: strongTag(plain), plain, br, gzip: gz };
};

const keyOf = ({ language, scheme }: Looks): string => `${language} ${scheme}`;

/**
 * Prepares the built page. `catalogues`: the path of each language's texts, which are loaded with the page's script.
 * `signedOut`: what the page is told where nobody is signed in. Throws where the page has no place for a rendered one.
 */
export const preparePage = async (
  built: BuiltFile,
  files: ReadonlyMap<string, BuiltFile>,
  { catalogues, signedOut }: { catalogues: ReadonlyMap<Language, string>; signedOut: InitialData },
): Promise<PageTemplate> => {
  const { page: styled, styles } = withStyle(built.plain.toString('utf8').replaceAll(comment, ''), files);
  const { page, paths } = takeScript(styled);
  const ownTitle = title.exec(page)?.[0] ?? '';
  const [head, body, ...more] = page.replace(title, '').split('</head>');
  const [beforeRoot, afterRoot] = body?.split(root) ?? [];
  if (head === undefined || beforeRoot === undefined || afterRoot === undefined || more.length > 0)
    throw new Error('The built page has no single head, or no place for a rendered page.');

  const [toPaint = '', end = ''] = afterRoot.split(/(?=<\/body>)/);
  const pathsFor = ({ language }: Looks): string[] => {
    const catalogue = catalogues.get(language);
    return catalogue === undefined ? [...paths] : [...paths, catalogue];
  };
  const start = (looks: Looks): string => {
    const chosen = looks.scheme === 'system' ? '' : ` data-scheme="${looks.scheme}"`;
    return head.replace(/<html lang="[a-z]+"/, `<html lang="${looks.language}"${chosen}`);
  };
  const script = (looks: Looks): string => preloading(pathsFor(looks));
  const rest = (looks: Looks, filledTitle: string, html: string, data: string): string[] => [
    `${filledTitle}</head>${beforeRoot}${root}${html}${toPaint}`,
    `${data}${starting(pathsFor(looks))}${end}`,
  ];
  const without = {
    nothing: '',
    nobody: carry(JSON.stringify(signedOut)),
  };
  const restOf = (looks: Looks, filling: Filling | WithoutRecord): string[] =>
    typeof filling === 'string'
      ? rest(looks, ownTitle, '', without[filling])
      : rest(
          looks,
          filling.title === null ? ownTitle : `<title>${escapeText(filling.title)}</title>`,
          filling.html ?? '',
          carry(filling.data),
        );

  const choices = languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
  const packAll = async (carried: WithoutRecord): Promise<(looks: Looks) => BuiltFile> => {
    const packs = choices.map(async (looks) => {
      const text = start(looks) + script(looks) + restOf(looks, carried).join('');
      return [keyOf(looks), await packed(built.type, text)] as const;
    });
    const variants = new Map(await Promise.all(packs));
    return (looks) => variants.get(keyOf(looks)) ?? built;
  };
  const [nothing, nobody] = await Promise.all([packAll('nothing'), packAll('nobody')]);
  const wholes = { nothing, nobody };
  const scripts = [page, ...choices.map((looks) => starting(pathsFor(looks)))].flatMap((text) =>
    [...text.matchAll(inlineScript)].map(([, content = '']) => hashOf(content)),
  );

  return {
    inline: { scripts: [...new Set(scripts)], styles },
    whole: (carried, looks) => wholes[carried](looks),
    start,
    script,
    rest: restOf,
  };
};
