import { isSupportedCountry, parsePhoneNumber } from 'libphonenumber-js/min';

/**
 * The `tel:` URL of a national number in international form, with its extension. Unchanged if the number is
 * international already, or not possible in the country, such as an emergency number. Possible rather than valid
 * numbers are accepted, because new ranges are in use before they are known.
 */
export const internationalHref = (href: string, country: string): string => {
  const [, digits, extension = ''] = /^tel:(\d+)(;.*)?$/.exec(href) ?? [];
  if (digits === undefined || !isSupportedCountry(country)) return href;
  try {
    const number = parsePhoneNumber(digits, country);
    return number.isPossible() ? `tel:${number.number}${extension}` : href;
  } catch {
    return href;
  }
};
