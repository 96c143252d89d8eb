/**
 * What a reader did to the page before any script of it ran, which `index.html` keeps. Where the browser makes the page
 * anew instead of taking it over, what it was done to is gone from the document, and is looked for in the new page.
 */

const answering = 'a[href], button, form, input, [tabindex]';
const states = ['aria-expanded', 'aria-pressed', 'aria-selected', 'aria-checked'];
const names = ['role', 'aria-label', 'type', 'href'];

/** What an element is called, whatever its state. */
const nameOf = (element: Element): string =>
  JSON.stringify([
    element.tagName,
    element.getAttribute('data-key') ?? [
      ...names.map((name) => element.getAttribute(name)),
      element.textContent,
    ],
  ]);

const named = (name: string, root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(answering)].filter((one) => nameOf(one) === name);

/** The element in the document that stands where this one stood; null where there is none. */
const inThisPage = (element: HTMLElement): HTMLElement | null => {
  if (element.isConnected) return element;
  const before = element.getRootNode();
  if (!(before instanceof Element)) return null;
  const name = nameOf(element);
  return named(name, document)[named(name, before).indexOf(element)] ?? null;
};

/** A reader who pressed what was closed wanted it open, and has that where the new page has it open already. */
const isAsSeen = (seen: Element, now: Element): boolean =>
  states.every((state) => seen.getAttribute(state) === now.getAttribute(state));

/** Lets React learn of a text that stands in a field. */
const enter = (field: HTMLInputElement, { value, selectionStart, selectionEnd }: HTMLInputElement): void => {
  // React takes for typed only what is another text than it knows of, and it learns of what is set on the element.
  field.value = '';
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** A key goes to where the one before has led. */
const pressKey = (began: Element, key: string): void => {
  const now = document.activeElement;
  const on = now?.getAttribute('role') === began.getAttribute('role') ? now : began;
  on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

/** Where the focus was last; nowhere once something else was pressed, which takes it away and need not take it itself. */
const focusedIn = (kept: readonly EarlyInput[]): HTMLElement | null => {
  const at = kept.findLastIndex(({ type }) => type === 'focusin');
  const target = kept[at]?.target;
  const later = kept.slice(at + 1);
  const left = later.some(({ type, target: other }) => type === 'mousedown' && !target?.contains(other));
  return target instanceof HTMLElement && !left ? target : null;
};

/** What was typed is done as it ended, and what was sent again and again is sent once. */
const isDoneLater = ({ type, target }: EarlyInput, later: readonly EarlyInput[]): boolean =>
  (type === 'input' || type === 'submit') && later.some((one) => one.type === type && one.target === target);

/** Does again what was done too early, in its order; the focus is put where it was last, if the new page lost it. */
export const doEarlyInput = async (): Promise<void> => {
  const kept = window.earlyInput?.() ?? [];
  delete window.earlyInput;
  const composing = kept.findLast(({ type }) => type.startsWith('composition'))?.type === 'compositionstart';
  const focused = focusedIn(kept);
  const todo = kept.flatMap((one, index) => {
    const seen = one.target.closest<HTMLElement>(answering);
    const now = seen && inThisPage(seen);
    if (!now || isDoneLater(one, kept.slice(index + 1))) return [];
    return [{ ...one, seen, now, asSeen: isAsSeen(seen, now) }];
  });

  for (const { type, key = '', seen, now, asSeen } of todo) {
    if (type === 'click' && asSeen) now.click();
    if (type === 'keydown' && asSeen) pressKey(now, key);
    if (type === 'submit' && now instanceof HTMLFormElement) now.requestSubmit();
    if (type === 'input' && now instanceof HTMLInputElement && seen instanceof HTMLInputElement) {
      // A word that is being composed is not touched until it is whole.
      if (composing && seen === now)
        now.addEventListener('compositionend', () => enter(now, now), { once: true });
      else enter(now, seen);
    }
    // React has rendered what came of it when the next is done.
    await Promise.resolve();
  }
  if (focused?.isConnected === false && document.activeElement === document.body)
    inThisPage(focused)?.focus({ preventScroll: true });
};
