/**
 * The session storage of a tab: ids of the service and choices of the user, but no data that identifies a patient. It
 * belongs to one session. Storage may be disabled or contain any value, so none of the functions throws.
 */

export const readText = (key: string): string | null => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};

/** The value of a stored text; null if there is none, or if it is not valid JSON. */
export const parseItem = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
};

export const readItem = (key: string): unknown => parseItem(readText(key));

export const writeItem = (key: string, value: unknown): void => {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is disabled or full.
  }
};

export const removeItem = (key: string): void => {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Storage is disabled.
  }
};

/** Whether the record is blurred. It belongs to the tab, so that it stays on when the user changes. */
export const privacyItem = 'privacy';

/** Whether the user has left the page to sign in. It is read after the sign-in. */
export const signInItem = 'signing-in';

const itemsOfTab: readonly string[] = [privacyItem, signInItem];

/** Removes everything that belongs to a session. */
export const clear = (): void => {
  try {
    for (const key of Object.keys(sessionStorage))
      if (!itemsOfTab.includes(key)) sessionStorage.removeItem(key);
  } catch {
    // Storage is disabled.
  }
};

const sessionKeyItem = 'session-key';

/**
 * Removes the data of another session, and binds data stored from now on to this one; null if signed out. To be
 * called before anything is read.
 */
export const bindToSession = (sessionKey: string | null): void => {
  if (sessionKey !== null && readItem(sessionKeyItem) === sessionKey) return;
  clear();
  if (sessionKey !== null) writeItem(sessionKeyItem, sessionKey);
};

/** The strings of a stored array; null for anything but an array. */
export const readStrings = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;
