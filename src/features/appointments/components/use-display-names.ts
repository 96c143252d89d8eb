import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';

interface NamedRecord {
  name: string | null;
  id: string | null;
}

/** The names of records. A record without a name is named by its kind and number: "Treatment #7". */
export const useDisplayNames = () => {
  const { t } = useLingui();
  return useMemo(() => {
    const user = ({ name, id }: NamedRecord): string => name ?? t`User #${id}`;
    return {
      treatment: ({ name, id }: NamedRecord): string => name ?? t`Treatment #${id}`,
      product: ({ name, id }: NamedRecord): string => name ?? t`Product #${id}`,
      user,
      /** The names of people listed together; those who share a name have their numbers behind it. */
      users: (people: readonly NamedRecord[]): string[] =>
        people.map((person) => {
          const { name, id } = person;
          const shared = people.some((other) => other.name === name && other.id !== id);
          return shared && name !== null && id !== null ? `${name} #${id}` : user(person);
        }),
      room: ({ name, id }: NamedRecord): string => name ?? t`Room #${id}`,
      tag: ({ name, id }: NamedRecord): string => name ?? t`Tag #${id}`,
    };
  }, [t]);
};
