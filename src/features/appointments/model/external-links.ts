import { telephoneHref } from './customer.ts';

/**
 * The URL of a WhatsApp chat with a phone number, without any text; null unless the number is an international one
 * without extension, because a national number may belong to another person abroad.
 */
export const whatsappHref = (phoneNumber: string | null): string | null => {
  const [, digits] = /^tel:\+(\d+)$/.exec((phoneNumber !== null && telephoneHref(phoneNumber)) || '') ?? [];
  return digits === undefined ? null : `https://wa.me/${digits}`;
};

/** Fills `{id}` and `{tenant}` in the configured URL of an appointment in Flextell. */
export const appHref = (pattern: string, { tenant, id }: { tenant: string; id: string }): string =>
  pattern.replaceAll('{id}', encodeURIComponent(id)).replaceAll('{tenant}', encodeURIComponent(tenant));
