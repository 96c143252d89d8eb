/** Matches whole strings and numbers of a JSON document, so that digits inside a string are not matched as a number. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A double represents fifteen significant digits exactly, but not always more. */
const manyDigits = /\d[\d.]{15}/;

const survives = (number: string): boolean => {
  if (/[eE]/.test(number)) return true;
  if (!number.includes('.')) return Number.isSafeInteger(Number(number));
  return number.replaceAll(/^-?0*\.?0*|\./g, '').length <= 15;
};

/**
 * Parses JSON without loss of precision: a number that a double cannot represent exactly becomes a string of its
 * digits. Otherwise an id beyond 2^53 would be that of another record. Throws SyntaxError as `JSON.parse` does.
 */
export const parseJson = (text: string): unknown => {
  if (!manyDigits.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replaceAll(tokens, (token) => (token.startsWith('"') || survives(token) ? token : `"${token}"`)),
  );
};
