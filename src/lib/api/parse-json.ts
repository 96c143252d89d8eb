/** Texts and numbers of a JSON document, whole, so that digits inside a text are never taken for a number. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Fifteen significant digits always survive a double; more may not. */
const manyDigits = /\d[\d.]{15}/;

const survives = (number: string): boolean => {
  if (/[eE]/.test(number)) return true;
  if (!number.includes('.')) return Number.isSafeInteger(Number(number));
  return number.replaceAll(/^-?0*\.?0*|\./g, '').length <= 15;
};

/**
 * Parses JSON without losing a digit: a number that this language cannot hold exactly becomes its own text. An
 * identifier beyond 2^53 would otherwise lead to another record. Throws SyntaxError as `JSON.parse` does.
 */
export const parseJson = (text: string): unknown => {
  if (!manyDigits.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replaceAll(tokens, (token) => (token.startsWith('"') || survives(token) ? token : `"${token}"`)),
  );
};
