import { existsSync } from 'node:fs';

/**
 * A file of the server's build that is started by itself: beside this module's bundle, or one folder up where the
 * bundler made a chunk of it. `name` comes in a variable: written into the URL, the bundler would take the file for an
 * asset of its own. Throws where the build has none.
 */
export const findBuilt = (name: string): URL => {
  const places = [`./${name}`, `../${name}`].map((path) => new URL(path, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is missing from the build`);
  return found;
};
