// Extracts the messages of the sources and fails where a catalogue was out of date or misses a translation.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const languages = ['en', 'tr'];
/** @param {string} language */
const catalogue = (language) => readFileSync(join(root, 'src', 'locales', `${language}.po`), 'utf8');
/**
 * What must not change: all but the file's own date, which every extraction writes anew.
 *
 * @param {string} language
 */
const content = (language) => catalogue(language).replace(/^"POT-Creation-Date:.*$/m, '');

const before = languages.map(content);
execFileSync('npx', ['lingui', 'extract', '--clean'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

const problems = languages.flatMap((language, index) => {
  const found =
    content(language) === before[index]
      ? []
      : [`${language}.po was out of date: commit what the extraction wrote.`];
  const missing = catalogue(language)
    .split('\n\n')
    .filter(
      (entry) =>
        /^msgid "(?!"\s*msgstr)/m.test(entry) &&
        /^msgstr ""\s*$/m.test(entry) &&
        !/^msgid ""\nmsgstr/m.test(entry),
    );
  if (missing.length > 0)
    found.push(`${language}.po misses ${missing.length} translations:\n${missing.join('\n\n')}`);
  return found;
});
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
