import { Trans } from '@lingui/react/macro';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void) => {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
};

/** Appears as soon as the browser reports that it is offline. */
export function OfflineMark() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div className="shrink-0 empty:absolute" role="status">
      {!online && (
        <p className="flex items-center gap-1.5 rounded-lg bg-warn-soft px-2 py-1 text-sm font-medium text-warn">
          <WifiOff className="size-4" />
          <span className="max-sm:sr-only">
            <Trans>Offline</Trans>
          </span>
        </p>
      )}
    </div>
  );
}
