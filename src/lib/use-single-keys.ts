import { useEffect, useEffectEvent } from 'react';
import { preferenceCookies } from '#contract/preferences.ts';
import { readCookie, writeCookie } from './cookies.ts';

/** Whether keys without Ctrl or Cmd are shortcuts; the user can turn that off. */
export const hasSingleKeys = (): boolean => readCookie(preferenceCookies.singleKeys) !== 'off';

export const setSingleKeys = (on: boolean): void =>
  writeCookie(preferenceCookies.singleKeys, on ? 'on' : 'off');

/** Elements that use keys themselves. */
const ownKeys =
  'input, textarea, select, [contenteditable], dialog, [role="dialog"], [role="tree"], [role="menu"], [role="listbox"], [role="combobox"], [role="tablist"]';

/** Brackets are typed with AltGr, Ctrl Alt or Option on many keyboards. */
const isPlain = (event: KeyboardEvent): boolean => {
  if (event.metaKey || event.isComposing) return false;
  if (event.key === '[' || event.key === ']') return !event.ctrlKey || event.altKey;
  return !event.ctrlKey && !event.altKey;
};

const isUsed = ({ target }: KeyboardEvent): boolean =>
  (target instanceof Element && target.closest(ownKeys) !== null) ||
  // An open menu.
  document.querySelector('button[aria-controls][aria-expanded="true"], dialog[open]') !== null;

/** Handlers of single keys by `event.key` in lower case; not called while a field, tree, menu or dialog has the focus. */
export const useSingleKeys = (handlers: Readonly<Record<string, (event: KeyboardEvent) => void>>): void => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const handler = Object.hasOwn(handlers, event.key.toLowerCase())
      ? handlers[event.key.toLowerCase()]
      : undefined;
    if (!handler || event.defaultPrevented || !isPlain(event) || isUsed(event) || !hasSingleKeys()) return;
    event.preventDefault();
    handler(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
};
