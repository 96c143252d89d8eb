import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';

interface NamedRecord {
  name: string | null;
  id: string | null;
}

/** The names of records. A record without a name is named by its kind and number: "Treatment #7". */
export const useDisplayNames = () => {
  const { t } = useLingui();
  return useMemo(
    () => ({
      treatment: ({ name, id }: NamedRecord): string => name ?? t`Treatment #${id}`,
      product: ({ name, id }: NamedRecord): string => name ?? t`Product #${id}`,
      user: ({ name, id }: NamedRecord): string => name ?? t`User #${id}`,
      room: ({ name, id }: NamedRecord): string => name ?? t`Room #${id}`,
      tag: ({ name, id }: NamedRecord): string => name ?? t`Tag #${id}`,
    }),
    [t],
  );
};
