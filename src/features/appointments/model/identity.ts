/** The identity number but for its last four; nothing of one too short to have a rest. */
export const maskIdentity = (number: string): string => {
  const characters = Array.from(number.trim());
  if (characters.length <= 4) return '•'.repeat(characters.length);
  return `${'•'.repeat(characters.length - 4)} ${characters.slice(-4).join('')}`;
};

const masked = '••••••••';

/** A copy of any JSON value in which every identity number, at whatever depth, is masked. */
export const withoutIdentity = (value: unknown, name = ''): unknown => {
  if (name.startsWith('identity_number') && value !== null)
    return typeof value === 'string' || typeof value === 'number' ? maskIdentity(String(value)) : masked;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutIdentity(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutIdentity(inner, key)]));
};
