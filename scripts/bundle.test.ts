import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

/** What the build hands to every browser. */

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

test('there is a bundle to look at', () => {
  expect(found(/Appointment Viewer/g).length).toBeGreaterThan(0);
});

test('the built page holds nothing of the server: no secret, token, password, setting or path of this machine', () => {
  const words =
    /client_secret|refresh_token|access_token|id_token|grant_type|SESSION_SECRET|DATABASE_URL|FLEXTELL_\w+|process\.env|postgres:|-----BEGIN|scrypt|aes-256/gi;
  expect(found(words)).toEqual([]);
  const texts = [...files.values()].join('\n');
  for (const place of [root, homedir()].filter((path) => path.length > 3)) expect(texts).not.toContain(place);
});

test('the built page makes no code from text, and its document has nothing inline but the stylesheet and the scripts of index.html', async () => {
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

/** Names of XML vocabularies, and where libraries' comments and messages tell a developer to read on. */
const known =
  /^https?:\/\/(www\.w3\.org|react\.dev|reactrouter\.com|tailwindcss\.com|github\.com|localhost)$/;

test('the built page names no server of somebody else', () => {
  const origins = found(/https?:\/\/[\w.-]+/g).filter((origin) => !known.test(origin));
  expect([...new Set(origins)]).toEqual([]);
  // Nothing is fetched from a known one either: no address is in the document, a stylesheet's url() or an import.
  const document = files.get(join(client, 'index.html')) ?? '';
  expect(document).not.toMatch(/(src|href)="(?!"|\/(?!\/))/);
  expect(found(/url\(["']?(https?:)?\/\/[^)]*/g)).toEqual([]);
  expect(found(/\b(from|import)\s*\(?["']https?:[^"']*/g)).toEqual([]);
});
