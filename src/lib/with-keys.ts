/**
 * Gives every item of a list a unique key: its name, with `~2`, `~3` appended to repeated names. Items of the service
 * may be repeated or have no name.
 */
export const withKeys = <T>(
  items: readonly T[],
  nameOf: (item: T) => string | null,
): { key: string; item: T }[] => {
  const makeKey = keyMaker();
  return items.map((item) => ({ key: makeKey(nameOf(item) ?? 'unnumbered'), item }));
};

/** Makes names unique; the first occurrence of a name is unchanged. */
export const keyMaker = () => {
  const used = new Map<string, number>();
  return (name: string): string => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}~${count}`;
  };
};
