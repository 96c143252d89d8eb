import { type PointerEvent, useCallback, useEffect, useRef } from 'react';

/** A pointer that stays so long is not on its way to somewhere else, in milliseconds. */
const restMs = 80;

/** Handlers for an element: `onRest` is called when the pointer or the focus rests on it, or a press begins. */
export const useRest = (onRest: () => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const leave = useCallback(() => clearTimeout(timer.current), []);
  const wait = () => {
    leave();
    timer.current = setTimeout(onRest, restMs);
  };
  useEffect(() => leave, [leave]);
  return {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') wait();
    },
    onPointerLeave: leave,
    onPointerDown: onRest,
    onFocus: wait,
    onBlur: leave,
  };
};
