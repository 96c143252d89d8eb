// Fails if `npm run messages` would change a message catalog, or if a translation is missing. Works on a copy, so that
// the check does not change sources.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';

const sources = 'src/locales';
const copy = '.cache/messages';
rmSync(copy, { recursive: true, force: true });
cpSync(sources, copy, { recursive: true });

/** @param {string[]} args @returns {boolean} */
const lingui = (...args) => {
  const env = { ...process.env, MESSAGES_DIRECTORY: copy };
  const { status, stdout, stderr } = spawnSync('npx', ['lingui', ...args], { env, encoding: 'utf8' });
  if (status !== 0) console.error(`${stdout}${stderr}`);
  return status === 0;
};
/** Reads a catalog without its date, which changes with every extraction. @param {string} directory @param {string} name */
const catalog = (directory, name) =>
  readFileSync(`${directory}/${name}`, 'utf8').replace(/^"POT-Creation-Date:.*$/m, '');

if (!lingui('extract', '--clean')) process.exitCode = 1;
for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.po'),
))
  if (catalog(sources, name) !== catalog(copy, name)) {
    console.error(`${name} is out of date: run npm run messages.`);
    process.exitCode = 1;
  }
if (!lingui('compile', '--strict')) process.exitCode = 1;
