/**
 * What one tab stores during a session: numbers of the service and choices, never what a patient could be identified
 * by. It ends with the tab, and `clear` empties it at sign-out. Storage may be off or hold anything: nothing throws.
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
    // Storage is off or full.
  }
};

export const clear = (): void => {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is off.
  }
};
