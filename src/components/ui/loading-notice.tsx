import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { noticeClass } from './announcer.tsx';

/** Milliseconds after which loading is announced, so that a short one is not. */
const announceMs = 500;

/** Milliseconds after which loading is also visible in words. */
const slowMs = 3_000;

interface LoadingNoticeProps {
  /** The content that is being loaded. */
  label: string;
  /** Why it takes long, if that is known; shown at once. */
  reason: string | null;
}

/** A loading message: announced to screen readers soon, visible if loading takes long. */
export function LoadingNotice({ label, reason }: LoadingNoticeProps) {
  const { t } = useLingui();
  const [phase, setPhase] = useState<'new' | 'announced' | 'slow'>('new');
  useEffect(() => {
    // A live region is announced when its text changes.
    const announced = setTimeout(() => setPhase('announced'), announceMs);
    const slow = setTimeout(() => setPhase('slow'), slowMs);
    return () => {
      clearTimeout(announced);
      clearTimeout(slow);
    };
  }, []);
  return (
    <p className={phase === 'slow' || reason !== null ? noticeClass : 'sr-only'} role="status">
      {phase !== 'new' && (reason ?? t`${label}: loading…`)}
    </p>
  );
}
