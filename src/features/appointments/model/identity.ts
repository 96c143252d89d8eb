/** The identity number but for its last four; nothing of one too short to have a rest. */
export const maskIdentity = (number: string): string => {
  const characters = Array.from(number.trim());
  if (characters.length <= 4) return '•'.repeat(characters.length);
  return `${'•'.repeat(characters.length - 4)} ${characters.slice(-4).join('')}`;
};
