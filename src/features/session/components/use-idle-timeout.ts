import { useCallback, useEffect, useRef, useState } from 'react';
import { extendSession } from '../api/end-session.ts';
import { useSessionChannel } from '../model/session-channel.tsx';

/** Activity is reported to the gateway at most once in this time. */
const reportIntervalMs = 60_000;

const activity = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * When the session expires, in milliseconds since 1970, as the gateway and the other tabs know it; null if it never
 * does. Activity on the page extends it in all tabs; `extend` does so at once.
 */
export const useIdleTimeout = (secondsLeft: number | null, fetchedAt: number) => {
  const { broadcast, subscribe } = useSessionChannel();
  const [extendedTo, setExtendedTo] = useState<number | null>(null);
  const lastReportedAt = useRef(0);
  const first = secondsLeft === null ? null : fetchedAt + secondsLeft * 1000;
  const expiresAt = extendedTo === null ? first : Math.max(extendedTo, first ?? 0);

  const extend = useCallback(async () => {
    lastReportedAt.current = Date.now();
    try {
      const seconds = await extendSession();
      if (seconds === null) return;
      const next = Date.now() + seconds * 1000;
      setExtendedTo(next);
      broadcast({ kind: 'extended', expiresAt: next });
    } catch {
      // The expiry does not change. The next request shows the error.
    }
  }, [broadcast]);

  useEffect(
    () => subscribe((message) => message.kind === 'extended' && setExtendedTo(message.expiresAt)),
    [subscribe],
  );

  const expires = expiresAt !== null;
  useEffect(() => {
    if (!expires) return undefined;
    const onActivity = ({ target }: Event) => {
      // In a dialog the user decides with its buttons: looking around with Tab is no answer to the warning.
      if (target instanceof Element && target.closest('dialog[open]')) return;
      if (Date.now() - lastReportedAt.current > reportIntervalMs) void extend();
    };
    for (const kind of activity)
      document.addEventListener(kind, onActivity, { passive: true, capture: true });
    return () => {
      for (const kind of activity) document.removeEventListener(kind, onActivity, { capture: true });
    };
  }, [expires, extend]);

  return { expiresAt, extend };
};
