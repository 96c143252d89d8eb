import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowRight, Search } from 'lucide-react';
import { type FormEvent, type Ref, useId, useState } from 'react';
import { type AppointmentAddress, parseAppointmentInput } from '#lib/paths.ts';
import { Button } from '#ui/button.tsx';

interface OpenAppointmentFormProps {
  onOpen: (address: AppointmentAddress) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** Opens an appointment by its number or a pasted link; what is neither is kept and said to be wrong. */
const useOpenAppointment = (onOpen: (address: AppointmentAddress) => void) => {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return {
    text,
    wrong,
    change: (value: string) => {
      setText(value);
      setWrong(false);
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      const address = parseAppointmentInput(text);
      setWrong(address === null);
      if (!address) return;
      setText('');
      onOpen(address);
    },
  };
};

function Wrong({ id, className }: { id: string; className: string }) {
  return (
    <p className={`text-bad ${className}`} id={id} role="alert">
      <Trans>Type the number of an appointment, such as 42, or paste its link.</Trans>
    </p>
  );
}

/** The large form of the first page. */
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
      {wrong && <Wrong className="mt-2 text-sm" id={`${id}-wrong`} />}
    </form>
  );
}

/** The same in the bar at the top of every page. */
export function JumpForm({ onOpen, inputRef }: OpenAppointmentFormProps) {
  const { t } = useLingui();
  const id = useId();
  const { text, wrong, change, submit } = useOpenAppointment(onOpen);
  return (
    <form className="relative min-w-0 flex-1 sm:max-w-84" noValidate onSubmit={submit} role="search">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        aria-invalid={wrong}
        aria-keyshortcuts="Control+K"
        aria-label={t`Open an appointment by number`}
        autoComplete="off"
        className="h-9 w-full min-w-0 rounded-lg border border-control bg-canvas ps-8.5 pe-3 text-sm placeholder:text-ink-3 sm:pe-16"
        enterKeyHint="go"
        onChange={(event) => change(event.target.value)}
        placeholder={t`Open an appointment by number`}
        ref={inputRef}
        spellCheck={false}
        type="text"
        value={text}
      />
      <kbd
        aria-hidden="true"
        className="pointer-events-none absolute end-2 top-1/2 hidden -translate-y-1/2 rounded border border-line bg-surface px-1.5 py-0.5 font-mono text-[0.6875rem] text-ink-3 sm:block"
      >
        Ctrl K
      </kbd>
      {wrong && (
        <Wrong
          className="absolute inset-x-0 top-full z-10 mt-1.5 rounded-lg border border-line bg-surface p-2.5 text-[0.8125rem] shadow-float"
          id={`${id}-wrong`}
        />
      )}
    </form>
  );
}
