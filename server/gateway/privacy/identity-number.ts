import { replaceValues } from './json-values.ts';

const key = 'identity_number';
/** Characters of a number that stay, of one that has more. */
const shown = 4;

const maskText = (text: string): string => {
  const letters = Array.from(text.replaceAll(/\s/gu, ''));
  const hidden = letters.length > shown ? letters.length - shown : letters.length;
  return '•'.repeat(hidden) + letters.slice(hidden).join('');
};

const isNumber = (json: string): boolean => /^[-\d]/.test(json);

const maskValue = (json: string): string => {
  if (json === 'null') return json;
  if (isNumber(json)) return JSON.stringify(maskText(json));
  const value: unknown = json.startsWith('"') ? JSON.parse(json) : null;
  return JSON.stringify(typeof value === 'string' ? maskText(value) : '•'.repeat(shown));
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Neither the key as it is written, nor a letter of it that could be written otherwise. */
const hasNone = (text: string): boolean => !text.includes(key) && !text.includes('\\u');

/**
 * The JSON text of an answer with every identity number masked but for its last four characters; null where it is no
 * JSON, so that nobody can say where a number stands in it. A number is masked as text, an object, a list or a truth
 * value whole; null stays.
 */
export const maskIdentityNumbers = (text: string): string | null => {
  if (!isJson(text)) return null;
  return hasNone(text) ? text : replaceValues(text, key, maskValue);
};

const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : null;

/** What the answer of one appointment says of its customer. */
export interface RevealedNumber {
  /** The id of the answer's appointment, where it has one that is exact; else null. */
  id: string | null;
  identityNumber: string | null;
}

/**
 * Reads the customer's identity number out of an appointment's JSON text, digit by digit also where it is a number
 * that no double holds. Null where the text is no JSON.
 */
export const readIdentityNumber = (text: string): RevealedNumber | null => {
  if (!isJson(text)) return null;
  const exact = replaceValues(text, key, (value) => (isNumber(value) ? JSON.stringify(value) : value));
  const answer: unknown = JSON.parse(exact);
  // The reader takes an appointment without its envelope too.
  const data = child(answer, 'data') ?? answer;
  const number = child(child(data, 'customer'), key);
  const id = child(data, 'id');
  const isExact = typeof id === 'string' || Number.isSafeInteger(id);
  return {
    id: isExact ? String(id).trim() : null,
    identityNumber: typeof number === 'string' && number.trim() !== '' ? number : null,
  };
};
