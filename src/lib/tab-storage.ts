/**
 * What one tab remembers during a sign-in: numbers of the service and choices, never anything that a patient
 * could be known by. It is gone with the tab, and `forgetTab` empties it at sign-out. Storage may be off or hold
 * anything, and nothing kept here is worth an error.
 */
export const keptInTab = (name: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
};

export const keepInTab = (name: string, value: unknown): void => {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // As above.
  }
};

export const forgetTab = (): void => {
  try {
    sessionStorage.clear();
  } catch {
    // As above.
  }
};
