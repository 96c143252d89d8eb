import { useEffect, useLayoutEffect, useRef } from 'react';

/** Moves the focus to the page's content when an update removes the focused element: browsers move it to `body`. */
export const useRestoreLostFocus = (): void => {
  const focused = useRef<EventTarget | null>(null);
  useEffect(() => {
    const onFocusIn = ({ target }: FocusEvent) => {
      focused.current = target;
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, []);
  useLayoutEffect(() => {
    const isRemoved = focused.current instanceof Node && !focused.current.isConnected;
    if (isRemoved && document.activeElement === document.body)
      document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  });
};
