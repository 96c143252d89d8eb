import { useQuery } from '@tanstack/react-query';
import { telephoneHref } from '#features/appointments/model/customer.ts';
import { useClinic } from '#lib/clinic.tsx';

/**
 * The `tel:` URL of a number; null if it is not certain what to dial. With a configured country a national number
 * becomes international once the rules of the countries, which are large, are loaded.
 */
export const useTelephoneHref = (text: string | null): string | null => {
  const { phoneCountry } = useClinic();
  const href = text === null ? null : telephoneHref(text);
  const isNational = phoneCountry !== null && href !== null && !href.startsWith('tel:+');
  const { data: rules } = useQuery({
    queryKey: ['phone-rules'],
    queryFn: () => import('#features/appointments/model/national-number.ts'),
    enabled: isNational,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return rules && isNational ? rules.internationalHref(href, phoneCountry) : href;
};
