import { useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import { useHydrated } from '#lib/use-hydrated.ts';
import { lazyPart } from '#ui/lazy-part.tsx';
import { withSearchMessages } from './i18n.ts';

const RecordSteps = lazyPart(
  () => withSearchMessages(() => import('#features/schedule/components/record-steps.tsx')),
  (module) => module.RecordSteps,
);

/** The way to other records. Only the browser knows the list that a record was opened from. */
export function RecordNavigation({ id }: { id: string }) {
  const { t } = useLingui();
  const mounted = useHydrated();
  return (
    <nav
      aria-label={t`Other appointments`}
      className="mb-1 flex min-h-6 flex-wrap items-center gap-x-4 pointer-coarse:min-h-11 print:hidden"
    >
      {mounted && (
        <Suspense>
          <RecordSteps id={id} />
        </Suspense>
      )}
    </nav>
  );
}
