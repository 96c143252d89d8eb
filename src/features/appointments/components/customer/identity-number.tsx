import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { revealIdentityNumber } from '#features/appointments/api/privacy.ts';
import { maskIdentityNumber } from '#features/appointments/model/customer.ts';
import { useClinic } from '#lib/clinic.tsx';
import { Button } from '#ui/button.tsx';

const revealedForMs = 60_000;

interface IdentityNumberProps {
  appointmentId: string;
  /** Identifies the customer: a revealed number is never shown for another one. */
  owner: string;
  /** As it is in the page's data: with all but the last digits masked. */
  number: string;
}

/**
 * Masked until the user reveals it, and again after a minute; never printed. The full number is not in the page's data:
 * it is requested when it is revealed, and the access is logged.
 */
export function IdentityNumber({ appointmentId, owner, number }: IdentityNumberProps) {
  const { t } = useLingui();
  const masked = maskIdentityNumber(number);
  const { reveal, show, hide } = useReveal(appointmentId, `${owner} ${number}`, number);
  // After a failure the button offers to show it again.
  const shown = reveal?.status === 'success';

  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(hide, revealedForMs);
    return () => clearTimeout(timer);
  }, [shown, hide]);

  const last = masked.replaceAll('•', '').trim();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5">
      <span aria-live={reveal === null ? undefined : 'polite'}>
        {reveal?.status === 'success' && reveal.number !== null ? (
          <>
            <bdi translate="no" className="tabular-nums print:hidden">
              {reveal.number}
            </bdi>
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
      </span>
      <Button
        aria-busy={reveal?.status === 'pending'}
        aria-label={shown ? t`Hide identity number` : t`Show identity number`}
        className="print:hidden"
        onClick={() => (shown ? hide() : void show())}
        size="small"
        variant="link"
      >
        {shown ? (
          <Trans comment="Hides the identity number">Hide</Trans>
        ) : (
          <Trans comment="Shows the identity number">Show</Trans>
        )}
      </Button>
      {reveal?.status === 'error' && (
        <span className="text-danger" role="alert">
          <Trans>It could not be shown.</Trans>
        </span>
      )}
    </span>
  );
}

/** Whether a full number is the one that is masked on the page; masking may leave out spaces. */
const matches = (number: string, masked: string): boolean =>
  number.replaceAll(/\s/g, '').endsWith(masked.replaceAll(/[\s•]/g, ''));

type Reveal = { status: 'pending' | 'error' } | { status: 'success'; number: string | null };

/**
 * Requests the full number; `reveal` is null while it is hidden. Only the latest request counts, and only while the
 * owner is the one it was made for. A number that does not match the `masked` one is of a record that has changed since.
 */
const useReveal = (id: string, owner: string, masked: string) => {
  const { tenant } = useClinic();
  const [state, setState] = useState<{ owner: string; reveal: Reveal } | null>(null);
  const latest = useRef(0);
  if (state !== null && state.owner !== owner) setState(null);
  const show = async () => {
    latest.current += 1;
    const request = latest.current;
    setState({ owner, reveal: { status: 'pending' } });
    const reveal = await revealIdentityNumber({ tenant: tenant.id, id }).then(
      (number): Reveal =>
        number === null || matches(number, masked) ? { status: 'success', number } : { status: 'error' },
      (): Reveal => ({ status: 'error' }),
    );
    if (latest.current === request) setState({ owner, reveal });
  };
  const hide = useCallback(() => {
    latest.current += 1;
    setState(null);
  }, []);
  return { reveal: state?.owner === owner ? state.reveal : null, show, hide };
};
