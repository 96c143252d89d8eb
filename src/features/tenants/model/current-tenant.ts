/** The clinic the reader used last in this browser: a number that says nothing of any patient. */
const place = 'current-clinic';

export const currentTenant = (): string | null => {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
};

export const rememberTenant = (id: string): void => {
  try {
    localStorage.setItem(place, id);
  } catch {
    // Storage may be off; the first clinic serves.
  }
};
