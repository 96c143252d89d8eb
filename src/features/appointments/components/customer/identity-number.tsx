import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { TextButton } from '#ui/button.tsx';
import { revealIdentityNumber } from '#features/appointments/api/reveal-identity-number.ts';
import { maskIdentityNumber } from '#features/appointments/model/redact.ts';
import { useOpenedAppointment } from '../opened-appointment.ts';

const shownForMs = 60_000;

/**
 * Masked until asked for, and again after a minute; never shown on paper. The full number is not in the page's
 * data at all: it is fetched when it is asked for, and that is written down.
 */
export function IdentityNumber({ number }: { number: string }) {
  const { t } = useLingui();
  const { answer, show, hide } = useReveal();
  const shown = answer !== null;

  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(hide, shownForMs);
    return () => clearTimeout(timer);
  }, [shown, hide]);

  const masked = maskIdentityNumber(number);
  const last = masked.replaceAll('•', '').trim();
  const full = answer?.number ?? null;
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
        aria-busy={answer?.kind === 'asked'}
        aria-pressed={shown}
        className="print:hidden"
        onClick={() => (shown ? hide() : void show())}
      >
        {shown ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
      </TextButton>
      {answer?.kind === 'failed' && (
        <span className="text-bad" role="alert">
          <Trans>It could not be shown.</Trans>
        </span>
      )}
    </span>
  );
}

interface Answer {
  kind: 'asked' | 'here' | 'failed';
  number: string | null;
}

/** Asks for the full number; null while it is not to be shown. Only the answer to the latest asking counts. */
const useReveal = () => {
  const opened = useOpenedAppointment();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const askings = useRef(0);
  const show = async () => {
    askings.current += 1;
    const asking = askings.current;
    setAnswer({ kind: 'asked', number: null });
    const came = await revealIdentityNumber(opened).then(
      (number): Answer => ({ kind: 'here', number }),
      (): Answer => ({ kind: 'failed', number: null }),
    );
    if (askings.current === asking) setAnswer(came);
  };
  const hide = useCallback(() => {
    askings.current += 1;
    setAnswer(null);
  }, []);
  return { answer, show, hide };
};
