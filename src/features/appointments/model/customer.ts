/** A `tel:` URL (RFC 3966), or null for text that is not a phone number. */
export const telephoneHref = (number: string): string | null => {
  const digits = number.replaceAll(/[\s().\-/\u00a0]/g, '');
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : null;
};

/** A `mailto:` URL for one plain address; null for text that could carry headers or several addresses. */
export const emailHref = (address: string): string | null =>
  /^[^\s@,;?&<>"]+@[^\s@,;?&<>"]+$/.test(address.trim())
    ? `mailto:${encodeURIComponent(address.trim()).replace('%40', '@')}`
    : null;

/**
 * The URL of a customer's avatar if it uses https and one of the configured `origins`, else null. Other servers
 * would learn whose record is open.
 */
export const avatarUrl = (url: string | null, origins: readonly string[]): string | null => {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, origin, href } = new URL(url);
  return protocol === 'https:' && origins.includes(origin) ? href : null;
};
