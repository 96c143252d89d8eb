import { i18n, type Messages } from '@lingui/core';
import type { Language } from '#contract/preferences.ts';

/** Each message catalog is loaded on demand. */
const catalogues = {
  en: () => import('#locales/en.po'),
  tr: () => import('#locales/tr.po'),
} as const satisfies Record<Language, () => Promise<{ messages: Messages }>>;

export const loadMessages = async (language: Language): Promise<Messages> =>
  (await catalogues[language]()).messages;

/** BCP 47 tags for dates and numbers: English as most clinics outside America write it. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR' };

export const activateLanguage = async (language: Language): Promise<void> => {
  i18n.loadAndActivate({ locale: language, messages: await loadMessages(language) });
};

export { i18n };
