/** Where a value stands in a JSON text. */
interface Span {
  start: number;
  /** The first position after it. */
  end: number;
}

const space = /[^ \t\n\r]/g;
const literalEnd = /[,}\] \t\n\r]|$/g;

/** The first position at or after `from` where `pattern` matches; it always does, before the end of a value. */
const next = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

/** After the closing quote of the string that opens at `start`. */
const stringEnd = (text: string, start: number): number => {
  let quote = text.indexOf('"', start + 1);
  for (;;) {
    let slashes = 0;
    while (text[quote - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
};

const significant = /["[\]{}]/g;

/** After the bracket that closes the object or list that opens at `start`. */
const containerEnd = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; ; at = next(significant, text, at)) {
    const letter = text[at];
    if (letter === '"') at = stringEnd(text, at);
    else {
      depth += letter === '{' || letter === '[' ? 1 : -1;
      at += 1;
      if (depth === 0) return at;
    }
  }
};

const valueAt = (text: string, start: number): Span => {
  const letter = text[start];
  if (letter === '"') return { start, end: stringEnd(text, start) };
  if (letter === '{' || letter === '[') return { start, end: containerEnd(text, start) };
  return { start, end: next(literalEnd, text, start) };
};

const isKey = (text: string, { start, end }: Span, key: string): boolean => {
  const name = text.slice(start + 1, end - 1);
  // Six characters for one is the longest a spelling gets.
  if (!name.includes('\\')) return name === key;
  return name.length <= key.length * 6 && JSON.parse(text.slice(start, end)) === key;
};

/** The opening quote of the next string that could be `key`, its value or part of it, at or after `from`; -1 for none. */
type Finder = (text: string, from: number) => number;

const anyString: Finder = (text, from) => text.indexOf('"', from);

/**
 * Finds the key as it is written. Letters and `_` have no other spelling than with `\u`: where the text has none, every
 * such key is found so, without a look at any other string.
 */
const written = (key: string): Finder => {
  const quoted = `"${key}"`;
  return (text, from) => {
    let at = text.indexOf(quoted, from);
    // After a backslash the quote is a letter of a longer string, which ends with the key's name.
    while (at > 0 && text[at - 1] === '\\') at = text.indexOf(quoted, at + quoted.length);
    return at;
  };
};

const finderFor = (text: string, key: string): Finder =>
  /^\w+$/.test(key) && !text.includes('\\u') ? written(key) : anyString;

/**
 * Replaces every value under `key`, at any depth, in a text that is JSON (`JSON.parse` takes it); what is not such a
 * value stays as it is, character by character: long numbers, keys that come twice, spaces. A value is replaced whole,
 * with whatever is inside it. One pass, without recursion: depth costs nothing.
 */
export const replaceValues = (text: string, key: string, replace: (value: string) => string): string => {
  const nextString = finderFor(text, key);
  const parts: string[] = [];
  let kept = 0;
  for (let quote = nextString(text, 0); quote !== -1; ) {
    const name = { start: quote, end: stringEnd(text, quote) };
    let after = name.end;
    const colon = next(space, text, name.end);
    // In JSON a string before a colon is a key, and every key is one.
    if (text[colon] === ':' && isKey(text, name, key)) {
      const value = valueAt(text, next(space, text, colon + 1));
      parts.push(text.slice(kept, value.start), replace(text.slice(value.start, value.end)));
      kept = value.end;
      after = value.end;
    }
    quote = nextString(text, after);
  }
  return kept === 0 ? text : parts.join('') + text.slice(kept);
};
