/** The number of characters that stay visible in a longer identity number. */
const visibleCharacters = 4;

/** A key and its value, in JSON text without escaped letters; `null` is left as it is. */
const keyAndValue = /(?<!\\)("identity_number"\s*:\s*)("[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false)/g;
const keyAndNumber = /(?<!\\)("identity_number"\s*:\s*)(-?\d[\d.eE+-]*)/g;

/** Matches JSON that must be parsed: the key may contain escapes, or the value is an object or list. */
const needsParsing = /\\u00[4-7]|"identity_number"\s*:\s*[[{]/;

const mask = (value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number') return '•'.repeat(visibleCharacters);
  const characters = Array.from(String(value).replaceAll(/\s/gu, ''));
  const hidden =
    characters.length > visibleCharacters ? characters.length - visibleCharacters : characters.length;
  return '•'.repeat(hidden) + characters.slice(hidden).join('');
};

/**
 * Masks every identity number in a JSON text except its last four characters; an object, list or boolean in its place
 * is masked whole. The rest stays character by character, unless the text has to be parsed and serialized again
 * (`needsParsing`). Null when the text is not JSON.
 */
export const maskIdentityNumbers = (text: string): string | null => {
  try {
    if (needsParsing.test(text))
      return JSON.stringify(
        JSON.parse(text, (key, value: unknown) =>
          key === 'identity_number' && value !== null ? mask(value) : value,
        ),
      );
    JSON.parse(text);
  } catch {
    // Not JSON, or nested too deeply for the reviver.
    return null;
  }
  return text.replaceAll(keyAndValue, (_, key: string, value: string) => {
    // A number is masked as written: parsed, it could lose digits.
    const isNumber = /^[-\d]/.test(value);
    return key + JSON.stringify(mask(isNumber ? value : JSON.parse(value)));
  });
};

const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : null;

export interface RevealedNumber {
  /** The id of the appointment in the response; null if it is missing or not a safe integer. */
  id: string | null;
  identityNumber: string | null;
}

/** The unmasked identity number of the customer in the JSON text of an appointment. Null if the text is not JSON. */
export const readIdentityNumber = (text: string): RevealedNumber | null => {
  let response: unknown;
  try {
    response = JSON.parse(text.replaceAll(keyAndNumber, '$1"$2"'));
  } catch {
    return null;
  }
  // The page accepts an appointment without its envelope, too.
  const data = child(response, 'data') ?? response;
  const number = child(child(data, 'customer'), 'identity_number');
  const id = child(data, 'id');
  return {
    id: typeof id === 'string' || Number.isSafeInteger(id) ? String(id).trim() : null,
    identityNumber: typeof number === 'string' && number.trim() !== '' ? number : null,
  };
};
