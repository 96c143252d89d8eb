/** `tel:` for a number that can be dialled (RFC 3966); null for anything else, which is shown as it came. */
export const telephoneHref = (number: string): string | null => {
  const dialled = number.replaceAll(/[\s().\-/\u00a0]/g, '');
  return /^\+?\d{3,15}$/.test(dialled) ? `tel:${dialled}` : null;
};

/** `mailto:` for one plain address; null for anything that could carry headers or more than one. */
export const emailHref = (address: string): string | null =>
  /^[^\s@,;?&<>"]+@[^\s@,;?&<>"]+$/.test(address.trim())
    ? `mailto:${encodeURIComponent(address.trim()).replace('%40', '@')}`
    : null;
