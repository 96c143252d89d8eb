import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import {
  isLanguage,
  isScheme,
  type Language,
  languages,
  preferenceCookies,
  preferredLanguage,
  type Scheme,
  schemes,
} from '#contract/preferences.ts';
import { acceptedLanguages } from '#server/http/accepted-languages.ts';
import { type BuiltFile, etagOf } from './built-files.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const keyOf = (language: Language, scheme: Scheme): string => `${language} ${scheme}`;

const makeVariant = async (page: BuiltFile, language: Language, scheme: Scheme): Promise<BuiltFile> => {
  const chosen = scheme === 'system' ? '' : ` data-scheme="${scheme}"`;
  const text = page.plain
    .toString('utf8')
    .replace(/<html lang="[a-z]+"/, `<html lang="${language}"${chosen}`);
  const plain = Buffer.from(text);
  const [br, gz] = await Promise.all([toBrotli(plain), toGzip(plain)]);
  return { type: page.type, etag: etagOf(plain), plain, br, gzip: gz };
};

/** The request headers that a variant is chosen by. */
export const variesBy = 'accept-language, cookie';

/**
 * The page in every language and colour scheme, each made and packed once. What the reader chose is in the document
 * from its first byte: no flash of the other scheme, no wrong language for a screen reader. A cookie only ever
 * chooses among them; nothing of it is written into a page.
 */
export const preparePages = async (page: BuiltFile): Promise<(request: FastifyRequest) => BuiltFile> => {
  const choices = languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
  const variants = new Map(
    await Promise.all(
      choices.map(
        async ({ language, scheme }) =>
          [keyOf(language, scheme), await makeVariant(page, language, scheme)] as const,
      ),
    ),
  );
  return ({ cookies, headers }) => {
    const language = cookies[preferenceCookies.language];
    const scheme = cookies[preferenceCookies.scheme];
    const key = keyOf(
      isLanguage(language) ? language : preferredLanguage(acceptedLanguages(headers['accept-language'])),
      isScheme(scheme) ? scheme : 'system',
    );
    return variants.get(key) ?? page;
  };
};
