import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import {
  isLanguage,
  isScheme,
  type Language,
  preferenceCookies,
  preferredLanguage,
  type Scheme,
} from '#contract/preferences.ts';

const yearSeconds = 31_536_000;

const cookie = (name: string): string | undefined =>
  document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const remember = (name: string, value: string): void => {
  // oxlint-disable-next-line unicorn/no-document-cookie -- the gateway reads it; the Cookie Store API is not everywhere
  document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
};

export const initialLanguage = (): Language => {
  const chosen = cookie(preferenceCookies.language);
  return isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages);
};

const initialScheme = (): Scheme => {
  const chosen = cookie(preferenceCookies.scheme);
  return isScheme(chosen) ? chosen : 'system';
};

interface Preferences {
  language: Language;
  /** Settles when the page speaks it. */
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
};

interface PreferencesProviderProps {
  /** Makes a language's catalogue the active one; the switch waits for it. */
  activate: (language: Language) => Promise<void>;
  children: ReactNode;
}

export function PreferencesProvider({ activate, children }: PreferencesProviderProps) {
  const [language, setLanguage] = useState(initialLanguage);
  const [scheme, setScheme] = useState(initialScheme);

  useEffect(() => showScheme(scheme), [scheme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const preferences = useMemo<Preferences>(
    () => ({
      language,
      setLanguage: async (next) => {
        await activate(next);
        remember(preferenceCookies.language, next);
        setLanguage(next);
      },
      scheme,
      setScheme: (next) => {
        remember(preferenceCookies.scheme, next);
        setScheme(next);
      },
    }),
    [language, scheme, activate],
  );
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}
