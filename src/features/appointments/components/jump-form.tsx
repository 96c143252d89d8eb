import { useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { type Ref, useId } from 'react';
import type { AppointmentAddress } from '#lib/paths.ts';
import { NoNumber } from './no-number.tsx';
import { useOpenAppointment } from './use-open-appointment.ts';

interface JumpFormProps {
  onOpen: (address: AppointmentAddress) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** The same in the bar at the top of every page. */
export function JumpForm({ onOpen, inputRef }: JumpFormProps) {
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
        <NoNumber
          className="absolute inset-x-0 top-full z-10 mt-1.5 rounded-lg border border-line bg-surface p-2.5 text-[0.8125rem] shadow-float"
          id={`${id}-wrong`}
        />
      )}
    </form>
  );
}
