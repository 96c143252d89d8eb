import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useDeferredValue, useMemo, useState } from 'react';
import { recordAction } from '#features/appointments/api/privacy.ts';
import { useClinic } from '#lib/clinic.tsx';
import { findFolded } from '#lib/fold-text.ts';
import { Button } from '#ui/button.tsx';
import { HighlightedText } from '#ui/highlight.tsx';
import { Input } from '#ui/input.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { useRedact } from './use-redact.ts';

/** More highlights help nobody and slow down the page. */
const maxHighlights = 500;

interface RawResponseProps {
  /** The number of the appointment that copies are logged for; null if the response holds none. */
  id: string | null;
  raw: unknown;
}

/** The response as received, without records of other clinics; searchable. The identity number is masked in it. */
export function RawResponse({ id, raw }: RawResponseProps) {
  const { t } = useLingui();
  const copy = useCopy();
  const { tenant } = useClinic();
  const redact = useRedact();
  const text = useMemo(
    () => (typeof raw === 'string' ? raw : JSON.stringify(redact(raw), null, 2)),
    [raw, redact],
  );
  const [query, setQuery] = useState('');
  const deferredQuery = useDeferredValue(query);
  const ranges = useMemo(() => findFolded(text, deferredQuery), [text, deferredQuery]);

  const copyText = async () => {
    const copied = await copy(text, t`Raw response copied`);
    if (copied && id !== null) await recordAction({ tenant: tenant.id, id }, 'copied');
  };

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Input
          aria-label={t`Search the raw response`}
          className="w-48 max-w-full"
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t`Search`}
          size="small"
          type="search"
          value={query}
        />
        <p role="status">
          {deferredQuery !== '' && (
            <Plural one="# match" other="# matches" value={{ matches: ranges.length }} />
          )}
        </p>
        <Button className="ms-auto" onClick={() => void copyText()} size="small" variant="link">
          <Trans>Copy the raw response</Trans>
        </Button>
      </div>
      <section
        aria-label={t`Raw response`}
        className="max-h-96 overflow-auto rounded-lg border border-border bg-surface"
        // A region that scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <pre className="p-3 text-xs whitespace-pre-wrap text-foreground-muted" dir="ltr">
          <HighlightedText ranges={ranges.slice(0, maxHighlights)} text={text} />
        </pre>
      </section>
    </div>
  );
}
