import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

/** Checks the files that the build publishes to the browser. */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const client = join(root, 'dist/client');
const files = new Map<string, string>();
beforeAll(async () => {
  if (!existsSync(join(client, 'index.html'))) await (await import('./build.mjs')).build();
  for (const entry of await readdir(client, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/\.(br|gz|map|png|ico|woff2)$/.test(path))
      files.set(path, await readFile(path, 'utf8'));
  }
}, 120_000);

const found = (pattern: RegExp): string[] =>
  [...files.values()].flatMap((text) => [...text.matchAll(pattern)].map(([match]) => match));

test('the built client contains the application name', () => {
  expect(found(/Appointment Viewer/g).length).toBeGreaterThan(0);
});

test('the built client contains no server secret, token, password, setting or local path', () => {
  // The page names `FLEXTELL_SCOPES` to a user whose sign-in lacks one.
  const words =
    /client_secret|refresh_token|access_token|id_token|grant_type|SESSION_SECRET|DATABASE_URL|FLEXTELL_(?!SCOPES)\w+|process\.env|postgres:|-----BEGIN|scrypt|aes-256/gi;
  expect(found(words)).toEqual([]);
  const texts = [...files.values()].join('\n');
  for (const path of [root, homedir()].filter(({ length }) => length > 3)) expect(texts).not.toContain(path);
});

test('the built client evaluates no text as code, and its document has no inline code but the stylesheet and the scripts of index.html', async () => {
  expect(found(/document\.write|insertAdjacentHTML|\bnew Function\(|[^.\w]eval\(/g)).toEqual([]);
  const document = files.get(join(client, 'index.html')) ?? '';
  const inline = /<script>[\s\S]*?<\/script>/g;
  expect(document.match(inline)).toEqual((await readFile(join(root, 'index.html'), 'utf8')).match(inline));
  const style = /<style>[\s\S]*?<\/style>/;
  expect(document).toMatch(style);
  expect(document.replaceAll(inline, '').replace(style, '')).not.toMatch(
    /<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:/i,
  );
});

/**
 * XML namespaces, the documentation sites in comments and messages of libraries, the base against which links are parsed,
 * and the links of `WHATSAPP_LINKS`, which only the user follows.
 */
const known =
  /^https?:\/\/(link|wa\.me|www\.w3\.org|react\.dev|reactrouter\.com|tailwindcss\.com|github\.com|localhost)$/;

test('the built client refers to no third-party origin', () => {
  const origins = found(/https?:\/\/[\w.-]+/g).filter((origin) => !known.test(origin));
  expect([...new Set(origins)]).toEqual([]);
  // The known origins must not be fetched either: no URL is in the document, a stylesheet's url() or an import.
  const document = files.get(join(client, 'index.html')) ?? '';
  expect(document).not.toMatch(/(src|href)="(?!"|\/(?!\/))/);
  expect(found(/url\(["']?(https?:)?\/\/[^)]*/g)).toEqual([]);
  expect(found(/\b(from|import)\s*\(?["']https?:[^"']*/g)).toEqual([]);
});
