import { useEffect, useState } from 'react';
import { telephoneHref } from '#features/appointments/model/customer.ts';
import { useClinic } from '#lib/clinic.tsx';

/**
 * The `tel:` URL of a number; null if it is not certain what to dial. With a configured country a national number
 * becomes international once the rules of the countries, which are large, are loaded.
 */
export const useTelephoneHref = (text: string | null): string | null => {
  const { phoneCountry } = useClinic();
  const written = text === null ? null : telephoneHref(text);
  const [international, setInternational] = useState<{ written: string; href: string } | null>(null);

  useEffect(() => {
    if (phoneCountry === null || written === null || written.startsWith('tel:+')) return undefined;
    let isCurrent = true;
    const load = async () => {
      try {
        const { internationalHref } = await import('#features/appointments/model/national-number.ts');
        if (isCurrent) setInternational({ written, href: internationalHref(written, phoneCountry) });
      } catch {
        // The number is dialled as written.
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [phoneCountry, written]);

  return international !== null && international.written === written ? international.href : written;
};
