import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { withheld } from '../model/withheld.ts';
import { useReadingTenant } from './reading-tenant.ts';

/** The answer as it came, but for the identity number, which stays masked, and what belongs to other clinics. */
export function RawAnswer({ raw }: { raw: unknown }) {
  const { t } = useLingui();
  const tenant = useReadingTenant();
  const text = useMemo(
    () => (typeof raw === 'string' ? raw : JSON.stringify(withheld(raw, tenant), null, 2)),
    [raw, tenant],
  );
  return (
    <section
      aria-label={t`The raw answer`}
      className="max-h-96 overflow-auto rounded-lg border border-line bg-surface"
      // A region that scrolls must be reachable by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <pre className="p-3 text-xs whitespace-pre-wrap text-ink-2" dir="ltr">
        {text}
      </pre>
    </section>
  );
}
