import { useSyncExternalStore } from 'react';
import { privacyItem, readItem, writeItem } from './session-storage.ts';

/** Whether the record is hidden in this tab. `index.html` reads the same key before the first paint. */
export const isPrivate = (): boolean => readItem(privacyItem) === true;

/** Hides or shows the record without storing it. The style sheet depends on the attribute. */
export const showPrivacy = (on: boolean): void => {
  if (on) document.documentElement.dataset.privacy = 'on';
  else delete document.documentElement.dataset.privacy;
};

/** Hides or shows the record, until the user changes it or the session of the tab ends. */
export const setPrivacy = (on: boolean): void => {
  writeItem(privacyItem, on);
  showPrivacy(on);
};

const subscribe = (onChange: () => void) => {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-privacy'] });
  return () => observer.disconnect();
};

/** Whether the record is hidden now. */
export const usePrivacy = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.privacy === 'on',
    () => false,
  );
