/**
 * Gives every item of a list a key of its own: its name, and `~2`, `~3` behind it where the name comes again. What
 * comes from outside may be listed twice, or have no name at all.
 */
export const withKeys = <T>(
  items: readonly T[],
  nameOf: (item: T) => string | null,
): { key: string; item: T }[] => {
  const makeKey = keyMaker();
  return items.map((item) => ({ key: makeKey(nameOf(item) ?? 'unnumbered'), item }));
};

/** Makes keys out of names: the first of a name is the name itself. */
export const keyMaker = () => {
  const used = new Map<string, number>();
  return (name: string): string => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}~${count}`;
  };
};
