import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { findFolded } from '#lib/fold-text.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { TextButton } from '#ui/button.tsx';
import { MarkedRanges } from '#ui/marked-ranges.tsx';
import { recordAction } from '#features/appointments/api/record-action.ts';
import { redact } from '#features/appointments/model/redact.ts';
import { useOpenedAppointment } from '../opened-appointment.ts';

/** Marks in the text beyond so many help nobody, and cost. */
const mostMarks = 500;

/**
 * The answer as it came, but for the identity number, which stays masked, and what belongs to other clinics; to
 * search in and to copy.
 */
export function RawAnswer({ raw }: { raw: unknown }) {
  const { t } = useLingui();
  const id = useId();
  const announce = useAnnounce();
  const opened = useOpenedAppointment();
  const text = useMemo(
    () => (typeof raw === 'string' ? raw : JSON.stringify(redact(raw, opened.tenant), null, 2)),
    [raw, opened.tenant],
  );
  const [wanted, setWanted] = useState('');
  const searched = useDeferredValue(wanted);
  const ranges = useMemo(() => findFolded(text, searched), [text, searched]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(t`Raw answer copied`);
      if (opened.id !== '') await recordAction(opened, 'copied');
    } catch {
      announce(t`Copying is not allowed here.`);
    }
  };

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <input
          aria-label={t`Search in the raw answer`}
          autoComplete="off"
          className="h-8 w-48 max-w-full rounded-lg border border-control bg-surface px-2.5 text-[0.8125rem] text-ink placeholder:text-ink-3"
          id={id}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={t`Search`}
          spellCheck={false}
          type="search"
          value={wanted}
        />
        <p role="status">
          {searched !== '' && <Plural one="# match" other="# matches" value={ranges.length} />}
        </p>
        <TextButton className="ms-auto" onClick={() => void copy()}>
          <Trans>Copy the raw answer</Trans>
        </TextButton>
      </div>
      <section
        aria-label={t`The raw answer`}
        className="max-h-96 overflow-auto rounded-lg border border-line bg-surface"
        // A region that scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <pre className="p-3 text-xs whitespace-pre-wrap text-ink-2" dir="ltr">
          <MarkedRanges ranges={ranges.slice(0, mostMarks)} text={text} />
        </pre>
      </section>
    </div>
  );
}
