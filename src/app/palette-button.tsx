import { useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import type { Clinic } from '#lib/clinic.tsx';
import { lazyPart } from '#ui/lazy-part.tsx';
import { withSearchMessages } from './i18n.ts';
import { usePreload } from './use-preload.ts';

const loadPalette = () => withSearchMessages(() => import('./palette.tsx'));

const Palette = lazyPart(loadPalette, (module) => module.AppPalette);

/** Opens the palette, as Ctrl K does. The hint at the shortcut appears when the palette is loaded. */
export function PaletteButton({ clinic }: { clinic: Clinic }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const [preloaded] = useState(() => [() => loadPalette().then(() => setLoaded(true))]);
  usePreload(preloaded, true);

  useEffect(() => {
    const { dataset } = document.documentElement;
    const onRequest = () => {
      delete dataset['paletteRequested'];
      setOpen(true);
    };
    // Set by the script in index.html.
    if ('paletteRequested' in dataset) onRequest();
    window.addEventListener('palette', onRequest);
    return () => window.removeEventListener('palette', onRequest);
  }, []);

  const label = t`Find a customer or an appointment`;
  return (
    <>
      <button
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={label}
        className="flex h-9 min-w-9 flex-1 items-center gap-2 rounded-lg border border-control bg-background px-2.5 text-sm text-foreground-subtle hover:bg-border-soft sm:max-w-92"
        data-palette
        onClick={() => setOpen(true)}
        type="button"
      >
        <Search className="size-4 shrink-0" />
        <span className="truncate">{label}</span>
        <kbd
          className={`ms-auto hidden shrink-0 rounded border border-border bg-surface px-1.5 py-0.5 font-mono text-[0.6875rem] sm:block ${loaded ? '' : 'invisible'}`}
        >
          {loaded && /Mac|iP/.test(navigator.platform) ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {open && (
        <Suspense>
          <Palette clinic={clinic} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
