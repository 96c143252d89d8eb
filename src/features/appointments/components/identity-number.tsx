import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { TextButton } from '#ui/button.tsx';
import { useRevealIdentityNumber } from '../api/reveal-identity-number.ts';
import { maskIdentity } from '../model/identity.ts';
import { useOpenedAppointment } from './opened-appointment.ts';

const shownForMs = 60_000;

/**
 * Masked until asked for, and again after a minute; never shown on paper. The full number is not in the page's
 * data at all: it is fetched when it is asked for, and that is written down.
 */
export function IdentityNumber({ number }: { number: string }) {
  const { t } = useLingui();
  const { data, isPending, isError, mutate, reset } = useRevealIdentityNumber(useOpenedAppointment());
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!shown) return undefined;
    const hide = () => {
      setShown(false);
      reset();
    };
    const timer = setTimeout(hide, shownForMs);
    return () => clearTimeout(timer);
  }, [shown, reset]);

  const masked = maskIdentity(number);
  const last = masked.replaceAll('•', '').trim();
  const full = shown ? (data ?? null) : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5">
      {full === null ? (
        <>
          <span aria-hidden="true" className="tracking-wider tabular-nums">
            {masked}
          </span>
          <span className="sr-only">{last === '' ? t`Hidden` : t`Hidden, ends in ${last}`}</span>
        </>
      ) : (
        <>
          <bdi className="tabular-nums print:hidden">{full}</bdi>
          <span className="hidden print:inline">{masked}</span>
        </>
      )}
      <TextButton
        aria-busy={isPending}
        aria-pressed={shown}
        className="print:hidden"
        onClick={() => {
          if (shown) reset();
          else mutate();
          setShown(!shown);
        }}
      >
        {shown ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
      </TextButton>
      {shown && isError && (
        <span className="text-bad" role="alert">
          <Trans>It could not be shown.</Trans>
        </span>
      )}
    </span>
  );
}
