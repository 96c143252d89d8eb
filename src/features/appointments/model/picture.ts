/**
 * The address of a customer's picture, where it may be asked for: over https, from an origin that the installation
 * names. No third party learns who looks at which patient. Null for any other.
 */
export const allowedPicture = (address: string | null, origins: readonly string[]): string | null => {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, origin, href } = new URL(address);
  return protocol === 'https:' && origins.includes(origin) ? href : null;
};
