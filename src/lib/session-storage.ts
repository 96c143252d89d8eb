/**
 * The session storage of a tab: ids of the service and choices of the user, but no data that identifies a patient.
 * `clear` empties it at sign-out. Storage may be disabled or contain any value, so none of the functions throws.
 */
export const readItem = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
};

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

/** Whether the user has left the page to sign in. It is read after the sign-in, so it is not removed at sign-out. */
export const signInItem = 'signing-in';

export const clear = (): void => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key !== signInItem) sessionStorage.removeItem(key);
  } catch {
    // Storage is disabled.
  }
};

/** The strings of a stored array; null for anything but an array. */
export const readStrings = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;
