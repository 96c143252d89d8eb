import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowRight } from 'lucide-react';
import { type Ref, useId } from 'react';
import type { AppointmentAddress } from '#lib/paths.ts';
import { Button } from '#ui/button.tsx';
import { NoNumber } from '../no-number.tsx';
import { useOpenAppointment } from '../use-open-appointment.ts';

interface OpenAppointmentFormProps {
  onOpen: (address: AppointmentAddress) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** Opens an appointment by its number or a pasted link: the large form of the first page. */
export function OpenAppointmentForm({ onOpen, inputRef }: OpenAppointmentFormProps) {
  const { t } = useLingui();
  const id = useId();
  const { text, wrong, change, submit } = useOpenAppointment(onOpen);
  return (
    <form noValidate onSubmit={submit}>
      <label className="block text-sm font-medium" htmlFor={id}>
        <Trans>Number or link of the appointment</Trans>
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          aria-invalid={wrong}
          autoComplete="off"
          className="min-h-11 w-full min-w-0 rounded-lg border border-control bg-surface px-3.5 text-base placeholder:text-ink-3"
          enterKeyHint="go"
          id={id}
          onChange={(event) => change(event.target.value)}
          placeholder={t`for example 42`}
          ref={inputRef}
          spellCheck={false}
          type="text"
          value={text}
        />
        <Button className="min-h-11 shrink-0 px-4" look="primary" type="submit">
          <Trans>Open</Trans>
          <ArrowRight aria-hidden="true" className="size-4 rtl:-scale-x-100" />
        </Button>
      </div>
      {wrong && <NoNumber className="mt-2 text-sm" id={`${id}-wrong`} />}
    </form>
  );
}
