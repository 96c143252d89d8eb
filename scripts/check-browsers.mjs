import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import compatibility from '@mdn/browser-compat-data/forLegacyNode';

/**
 * Reports features of the built page that a supported browser lacks, by MDN's compatibility data: globals, static and
 * instance methods, selectors and at-rules. A built file has no types, so a method is reported if it is too recent in
 * every interface that has a method of this name.
 */

/** The browsers that README.md names, with their oldest supported versions. @type {Record<string, number>} */
const browsers = { chrome: 111, edge: 111, firefox: 115, safari: 16.4, safari_ios: 16.4 };

/** Features that are too recent for one of them but harmless there. @type {Record<string, string>} */
const allowed = {
  '.startViewTransition()': 'React calls it only for its own ViewTransition component, in a try block.',
  '.actions()': 'Of `privacyPaths`.',
  '.getMetadata()': 'Of libphonenumber-js.',
  '.percent()': 'Of `Format`.',
  '.tag()': 'Of `useDisplayNames`.',
  '.toArray()': 'Of `React.Children`.',
  '.toHex()': 'Of colord.',
  ':open': 'Tailwind writes it inside :is(), which ignores unknown selectors.',
  ':popover-open': 'Tailwind writes it inside :is(), which ignores unknown selectors.',
  ':-webkit-inner-spin-button': 'Every browser accepts unknown -webkit- pseudo-elements.',
  '@page': 'Without it paper has the margins of the browser.',
  '@property': 'Tailwind declares the same initial values in a rule for browsers without it.',
};

/** @typedef {import('@mdn/browser-compat-data').Identifier} Feature */

const { api, javascript, css } = compatibility;

/** @param {Feature | undefined} parent @returns {[string, Feature][]} the features below one */
const featuresOf = (parent) =>
  Object.keys(parent ?? {}).flatMap((name) => {
    const feature = parent?.[name];
    return feature && '__compat' in feature ? [/** @type {[string, Feature]} */ ([name, feature])] : [];
  });

/** @param {Feature} feature @returns {boolean} whether every supported browser has it */
const isSupported = ({ __compat: compat }) =>
  Object.entries(browsers).every(([browser, oldest]) =>
    [Object.entries(compat?.support ?? {}).find(([name]) => name === browser)?.[1] ?? []]
      .flat()
      .some(
        ({ version_added: added, version_removed, prefix, alternative_name, flags }) =>
          typeof added === 'string' &&
          Number.parseFloat(added.replace('≤', '')) <= oldest &&
          !(version_removed ?? prefix ?? alternative_name ?? flags),
      ),
  );

/** Patterns of the scripts' missing features, by name. @returns {Map<string, RegExp>} */
const missingInScript = () => {
  const missing = new Map();
  /** Whether an interface has a supported method of a name. @type {Map<string, boolean>} */
  const methods = new Map();
  const interfaces = [api, javascript.builtins, javascript.builtins?.Intl].flatMap((parent) =>
    featuresOf(parent),
  );
  for (const [name, feature] of interfaces) {
    if (!isSupported(feature)) {
      missing.set(name, new RegExp(`\\b(?:new |Intl\\.)${name}\\b|(?<![.\\w$])${name}\\.`));
      continue;
    }
    for (const [key, member] of featuresOf(feature)) {
      const method = key.replace(/_static$/, '');
      if (!/^[a-zA-Z]+$/.test(method)) continue;
      methods.set(method, methods.get(method) === true || isSupported(member));
      if (!isSupported(member)) missing.set(`${name}.${method}`, new RegExp(`\\b${name}\\.${method}\\b`));
    }
  }
  // `...pt()`, the spread of a minified function's result, is no method.
  for (const [method, supported] of methods)
    if (!supported) missing.set(`.${method}()`, new RegExp(`(?<!\\.)\\.${method}\\(`));
  return missing;
};

/** Patterns of the style sheet's missing features, by name. @returns {Map<string, RegExp>} */
const missingInStyle = () => {
  const missing = new Map();
  // A match that ends with `;` or `}` is the value of a property.
  for (const [name, feature] of featuresOf(css.selectors))
    if (!isSupported(feature)) missing.set(`:${name}`, new RegExp(`:${name}(?![\\w-])(?=[^;}]*\\{)`));
  for (const [name, feature] of featuresOf(css['at-rules']))
    if (!isSupported(feature)) missing.set(`@${name}`, new RegExp(`@${name}(?![\\w-])`));
  return missing;
};

const folder = 'dist/client/assets';
const patterns = { js: missingInScript(), css: missingInStyle() };
const found = new Set();
for (const file of await readdir(folder)) {
  const type = file.endsWith('.js') ? 'js' : file.endsWith('.css') ? 'css' : null;
  if (type === null) continue;
  const text = await readFile(join(folder, file), 'utf8');
  for (const [name, pattern] of patterns[type]) {
    const match = pattern.exec(text);
    if (!match) continue;
    found.add(name);
    if (name in allowed) continue;
    console.error(`${file}: ${name} in …${text.slice(Math.max(0, match.index - 40), match.index + 60)}…`);
    process.exitCode = 1;
  }
}
for (const name of Object.keys(allowed).filter((feature) => !found.has(feature))) {
  console.error(`${name} is allowed but not used.`);
  process.exitCode = 1;
}
