import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, preferenceCookies, type Scheme } from '#contract/preferences.ts';
import { writeCookie } from '#lib/cookies.ts';

/** The initial preferences of a page. */
export interface DisplayPreferences {
  language: Language;
  scheme: Scheme;
}

interface Preferences {
  language: Language;
  /** Resolves when the page is in this language. */
  setLanguage: (language: Language) => Promise<void>;
  scheme: Scheme;
  setScheme: (scheme: Scheme) => void;
}

const PreferencesContext = createContext<Preferences | null>(null);

export const usePreferences = (): Preferences => {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences is used outside a PreferencesProvider.');
  return preferences;
};

const showScheme = (scheme: Scheme): void => {
  if (scheme === 'system') delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
  // The color of the browser's own bars follows the choice too.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset.scheme;
    meta.media = scheme === 'system' ? `(prefers-color-scheme: ${own})` : scheme === own ? 'all' : 'not all';
  }
};

interface PreferencesProviderProps {
  /** Loads and activates a language. The switch waits for it. */
  activate: (language: Language) => Promise<void>;
  initial: DisplayPreferences;
  children: ReactNode;
}

export function PreferencesProvider({ activate, initial, children }: PreferencesProviderProps) {
  const [language, setLanguage] = useState(initial.language);
  const [scheme, setScheme] = useState(initial.scheme);

  useEffect(() => showScheme(scheme), [scheme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const preferences = useMemo<Preferences>(
    () => ({
      language,
      setLanguage: async (next) => {
        await activate(next);
        writeCookie(preferenceCookies.language, next);
        setLanguage(next);
      },
      scheme,
      setScheme: (next) => {
        writeCookie(preferenceCookies.scheme, next);
        setScheme(next);
      },
    }),
    [language, scheme, activate],
  );
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}
