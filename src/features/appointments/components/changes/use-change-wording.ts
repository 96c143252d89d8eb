import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import type { Instant } from '#contract/time.ts';
import type { FieldPath } from '#features/appointments/model/changes.ts';
import { withKeys } from '#lib/with-keys.ts';
import { useFormat } from '#lib/format/use-format.tsx';

/** A change in words: the label of a field, and its values or items. */
export interface ChangeText {
  label: string;
  /** `14:30 → 16:00`; null if the values are not quoted. */
  values: string | null;
}

interface NamedRecord {
  name: string | null;
  id: string | null;
}

/** Longer values are not quoted: they are marked on the page. */
const maxQuoted = 60;

const byKey = <T extends { id: string | null }>(items: readonly T[]) =>
  new Map(withKeys(items, ({ id }) => id).map(({ key, item }) => [key, item]));

/** A change of text: both values, `–` for none. */
export const replaced = (label: string, from: string | null, to: string | null): ChangeText => {
  const isQuoted = from !== to && [from, to].every((value) => (value?.length ?? 0) <= maxQuoted);
  return { label, values: isQuoted ? `${from ?? '–'} → ${to ?? '–'}` : null };
};

/** Words for changes of each kind of field, from the value before and the value after. */
export const useChangeWording = (isChanged: (path: FieldPath) => boolean) => {
  const { t, i18n } = useLingui();
  const format = useFormat();

  const when = (instant: Instant | null): string => {
    if (instant === null) return t`Not scheduled`;
    return instant.epoch === null ? instant.text : format.dateTime(instant.epoch);
  };

  return {
    /** Codes of the service, which are quoted as they are if they are not known. */
    recoded: (
      label: string,
      labelOf: (code: string) => MessageDescriptor | undefined,
      ...codes: [from: string | null, to: string | null]
    ): ChangeText => {
      const [from, to] = codes.map((code) => {
        const known = code === null ? undefined : labelOf(code);
        return known ? i18n._(known) : code;
      });
      return replaced(label, from ?? null, to ?? null);
    },
    /** On the same day, only the times. */
    rescheduled: (label: string, from: Instant | null, to: Instant | null): ChangeText => {
      const [old, now] = [from?.epoch ?? null, to?.epoch ?? null];
      return old !== null && now !== null && format.day(old) === format.day(now)
        ? replaced(label, format.time(old), format.time(now))
        : replaced(label, when(from), when(to));
    },
    /** Different records of the same name are distinguished by their numbers. */
    renamed: <T extends NamedRecord>(
      label: string,
      nameOf: (record: T) => string,
      from: T | null,
      to: T | null,
    ): ChangeText => {
      const [old, now] = [from && nameOf(from), to && nameOf(to)];
      return from && to && old === now && from.id !== to.id
        ? replaced(label, `${old} #${from.id}`, `${now} #${to.id}`)
        : replaced(label, old, now);
    },
    /** The items that were added, removed or changed; null without any. */
    listed: <T extends { id: string | null }>(
      label: string,
      path: FieldPath,
      nameOf: (item: T) => string,
      ...lists: [from: readonly T[], to: readonly T[]]
    ): ChangeText | null => {
      const [from, to] = [byKey(lists[0]), byKey(lists[1])];
      const namesOf = (items: Map<string, T>, isIncluded: (key: string) => boolean): string =>
        format.list([...items].filter(([key]) => isIncluded(key)).map(([, item]) => nameOf(item)));
      const added = namesOf(to, (key) => !from.has(key));
      const removed = namesOf(from, (key) => !to.has(key));
      const altered = namesOf(to, (key) => from.has(key) && isChanged(`${path}.${key}`));
      const values = [
        added === '' ? '' : t`added: ${added}`,
        removed === '' ? '' : t`removed: ${removed}`,
        altered === '' ? '' : t`changed: ${altered}`,
      ].filter((part) => part !== '');
      return values.length === 0 ? null : { label, values: values.join('; ') };
    },
  };
};
