import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { noticeClass } from './announcer.tsx';

/** Milliseconds after which loading is announced, and after which it is also visible in words. */
const announceMs = 300;
const slowMs = 3_000;

interface LoadingNoticeProps {
  /** What is being loaded. */
  label: string;
  /** Why it takes long, if that is known; shown at once. */
  reason?: string | null;
}

/** Says that something is loading: to screen readers soon, to everyone when it takes long. */
export function LoadingNotice({ label, reason = null }: LoadingNoticeProps) {
  const { t } = useLingui();
  const [phase, setPhase] = useState<'quiet' | 'announced' | 'slow'>('quiet');
  useEffect(() => {
    const timers = [
      setTimeout(() => setPhase('announced'), announceMs),
      setTimeout(() => setPhase('slow'), slowMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  const visible = reason !== null || phase === 'slow';
  const text = phase === 'slow' ? t`${label}: still loading…` : t`${label}: loading…`;
  return (
    <p className={visible ? noticeClass : 'sr-only'} role="status">
      {reason ?? (phase === 'quiet' ? '' : text)}
    </p>
  );
}
