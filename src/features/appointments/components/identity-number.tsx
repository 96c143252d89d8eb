import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { TextButton } from '#ui/button.tsx';
import { maskIdentity } from '../model/identity.ts';

const shownForMs = 60_000;

/** Masked until asked for, and again after a minute; never shown on paper. */
export function IdentityNumber({ number }: { number: string }) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(false), shownForMs);
    return () => clearTimeout(timer);
  }, [shown]);

  const masked = maskIdentity(number);
  const last = masked.replaceAll('•', '').trim();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5">
      {shown ? (
        <>
          <bdi className="tabular-nums print:hidden">{number}</bdi>
          <span className="hidden print:inline">{masked}</span>
        </>
      ) : (
        <>
          <span aria-hidden="true" className="tracking-wider tabular-nums">
            {masked}
          </span>
          <span className="sr-only">{last === '' ? t`Hidden` : t`Hidden, ends in ${last}`}</span>
        </>
      )}
      <TextButton aria-pressed={shown} className="print:hidden" onClick={() => setShown(!shown)}>
        {shown ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
      </TextButton>
    </span>
  );
}
