import { readItem, removeItem, signInItem, writeItem } from '#lib/session-storage.ts';

/** Remembers in this tab that the user leaves the page to sign in. */
export const setSignInMark = (): void => writeItem(signInItem, true);

/** Whether the user has come back from the sign-in; true only once. */
export const takeSignInMark = (): boolean => {
  const marked = readItem(signInItem) === true;
  if (marked) removeItem(signInItem);
  return marked;
};
