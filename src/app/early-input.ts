/**
 * What a reader did to the page before any script of it ran, which `index.html` keeps. Where the browser makes the page
 * anew instead of taking it over, what it was done to is gone from the document, and is looked for in the new page.
 */

const answering = 'a[href], button, input, [tabindex]';
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

const namedLike = (element: Element, root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(answering)].filter((one) => nameOf(one) === nameOf(element));

/** The element in the document that stands where this one stood; null where there is none. */
const inThisPage = (element: HTMLElement): HTMLElement | null => {
  if (element.isConnected) return element;
  const before = element.getRootNode();
  if (!(before instanceof Element)) return null;
  return namedLike(element, document)[namedLike(element, before).indexOf(element)] ?? null;
};

/** A reader who pressed what was closed wanted it open, and has that where the new page has it open already. */
const isAsSeen = (seen: Element, now: Element): boolean =>
  states.every((state) => seen.getAttribute(state) === now.getAttribute(state));

const type = (field: HTMLElement, value: string): void => {
  if (!(field instanceof HTMLInputElement)) return;
  // React takes for typed only what is another text than it knows of, and it learns of what is set on the element.
  field.value = '';
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Does again what was done too early, in its order; the focus is put where it was last, if the new page lost it. */
export const doEarlyInput = (): void => {
  const early = (window.earlyInput?.() ?? []).flatMap(([kind, target]) => {
    const seen = target instanceof Element ? target.closest<HTMLElement>(answering) : null;
    const now = seen && inThisPage(seen);
    return now ? [{ kind, seen, now, asSeen: isAsSeen(seen, now) }] : [];
  });
  delete window.earlyInput;
  for (const { kind, seen, now, asSeen } of early) {
    if (kind === 'click' && asSeen) now.click();
    if (kind === 'input' && seen instanceof HTMLInputElement) type(now, seen.value);
  }
  if (document.activeElement === document.body)
    early.findLast(({ kind }) => kind === 'focusin')?.now.focus({ preventScroll: true });
};
