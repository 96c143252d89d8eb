import { type PointerEvent, useEffect, useRef } from 'react';

/** Milliseconds after which a pointer on the element counts as intent. */
const delayMs = 80;

/** Handlers that call `onIntent` when the pointer or the focus stays on the element, or a press begins. */
export const useHoverIntent = (onIntent: () => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cancel = () => clearTimeout(timer.current);
  const start = () => {
    cancel();
    timer.current = setTimeout(onIntent, delayMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') start();
    },
    onPointerLeave: cancel,
    onPointerDown: onIntent,
    onFocus: start,
    onBlur: cancel,
  };
};
