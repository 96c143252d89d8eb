import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { revealIdentityNumber } from '#features/appointments/api/privacy.ts';
import { maskIdentityNumber } from '#features/appointments/model/redact.ts';
import { useClinic } from '#lib/clinic.tsx';
import { Button } from '#ui/button.tsx';

const revealedForMs = 60_000;

interface IdentityNumberProps {
  appointmentId: string;
  /** As it is in the page's data: with all but the last digits masked. */
  number: string;
}

/**
 * Masked until the user reveals it, and again after a minute; never printed. The full number is not in the page's data:
 * it is requested when it is revealed, and the access is logged.
 */
export function IdentityNumber({ appointmentId, number }: IdentityNumberProps) {
  const { t } = useLingui();
  const { reveal, show, hide } = useReveal(appointmentId);
  const pressed = reveal !== null;

  useEffect(() => {
    if (!pressed) return undefined;
    const timer = setTimeout(hide, revealedForMs);
    return () => clearTimeout(timer);
  }, [pressed, hide]);

  const masked = maskIdentityNumber(number);
  const last = masked.replaceAll('•', '').trim();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5">
      {reveal?.status === 'success' && reveal.number !== null ? (
        <>
          <bdi className="tabular-nums print:hidden">{reveal.number}</bdi>
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
      <Button
        aria-busy={reveal?.status === 'pending'}
        aria-pressed={pressed}
        className="print:hidden"
        onClick={() => (pressed ? hide() : void show())}
        size="small"
        variant="link"
      >
        {pressed ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
      </Button>
      {reveal?.status === 'error' && (
        <span className="text-danger" role="alert">
          <Trans>It could not be shown.</Trans>
        </span>
      )}
    </span>
  );
}

type Reveal = { status: 'pending' | 'error' } | { status: 'success'; number: string | null };

/** Requests the full number; `reveal` is null while it is hidden. Only the latest request counts. */
const useReveal = (id: string) => {
  const { tenant } = useClinic();
  const [reveal, setReveal] = useState<Reveal | null>(null);
  const latest = useRef(0);
  const show = async () => {
    latest.current += 1;
    const request = latest.current;
    setReveal({ status: 'pending' });
    const result = await revealIdentityNumber({ tenant: tenant.id, id }).then(
      (number): Reveal => ({ status: 'success', number }),
      (): Reveal => ({ status: 'error' }),
    );
    if (latest.current === request) setReveal(result);
  };
  const hide = useCallback(() => {
    latest.current += 1;
    setReveal(null);
  }, []);
  return { reveal, show, hide };
};
