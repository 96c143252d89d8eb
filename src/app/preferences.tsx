import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/**
 * Language and colour scheme: the reader's choice, else the browser's. The choice is a cookie, so that the
 * gateway can write it into the document before the first paint; it says nothing of the person.
 */
const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

const yearSeconds = 31_536_000;

const isLanguage = (value: string | undefined): value is Language => languages.some((one) => one === value);
const isScheme = (value: string | undefined): value is Scheme => schemes.some((one) => one === value);

const cookie = (name: string): string | undefined =>
  document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const remember = (name: string, value: string): void => {
  // oxlint-disable-next-line unicorn/no-document-cookie -- the gateway reads it; the Cookie Store API is not everywhere
  document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
};

/** The first of the browser's languages that there is a catalogue for. */
const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.split('-')[0]).find((one) => isLanguage(one)) ?? 'en';

export const initialLanguage = (): Language => {
  const chosen = cookie('language');
  return isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages);
};

const initialScheme = (): Scheme => {
  const chosen = cookie('scheme');
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
        remember('language', next);
        setLanguage(next);
      },
      scheme,
      setScheme: (next) => {
        remember('scheme', next);
        setScheme(next);
      },
    }),
    [language, scheme, activate],
  );
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}
