import { i18n, type Messages } from '@lingui/core';
import { startTransition } from 'react';
import type { Language } from '#contract/preferences.ts';

/** The parts of a catalog, as in lingui.config.js. `page` is loaded before the page is rendered. */
type CatalogPart = 'page' | 'search';

const catalogs = {
  en: { page: () => import('#locales/en.po'), search: () => import('#locales/search/en.po') },
  tr: { page: () => import('#locales/tr.po'), search: () => import('#locales/search/tr.po') },
} as const satisfies Record<Language, Record<CatalogPart, () => Promise<{ messages: Messages }>>>;

export const loadMessages = async (language: Language, part: CatalogPart = 'page'): Promise<Messages> =>
  (await catalogs[language][part]()).messages;

/** BCP 47 tags for dates and numbers: English as most clinics outside America write it. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR' };

export const activateLanguage = async (language: Language): Promise<void> => {
  i18n.loadAndActivate({ locale: language, messages: await loadMessages(language) });
};

/** Activates another language for the current screen. */
export const changeLanguage = async (language: Language): Promise<void> => {
  const [page, search] = await Promise.all([loadMessages(language), loadMessages(language, 'search')]);
  i18n.loadAndActivate({ locale: language, messages: { ...page, ...search } });
};

/** Loads a module for finding appointments together with its messages. */
export const withSearchMessages = async <M>(load: () => Promise<M>): Promise<M> => {
  const language: Language = i18n.locale === 'tr' ? 'tr' : 'en';
  const [module, messages] = await Promise.all([load(), loadMessages(language, 'search')]);
  // Renders all consumers again. In a transition, parts that are not hydrated yet stay as the gateway rendered them.
  startTransition(() => i18n.load(language, messages));
  return module;
};

export { i18n };
