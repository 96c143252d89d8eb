import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowRight, Search } from 'lucide-react';
import { type FormEvent, type Ref, useId, useState } from 'react';
import { type AppointmentAddress, parseAppointmentInput } from '#lib/paths.ts';
import { Button } from '#ui/button.tsx';
import { Input } from '#ui/input.tsx';

interface OpenAppointmentFormProps {
  /** `large` is the form of the home page, `compact` the one in the bar of all other pages. */
  size: 'large' | 'compact';
  onOpen: (address: AppointmentAddress) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** Opens an appointment by its number or a pasted link. Other input is kept, with an error message. */
export function OpenAppointmentForm({ size, onOpen, inputRef }: OpenAppointmentFormProps) {
  const { t } = useLingui();
  const id = useId();
  const [text, setText] = useState('');
  const [invalid, setInvalid] = useState(false);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const address = parseAppointmentInput(text);
    setInvalid(address === null);
    if (!address) return;
    setText('');
    onOpen(address);
  };

  const field = {
    'aria-describedby': invalid ? `${id}-error` : undefined,
    'aria-invalid': invalid,
    enterKeyHint: 'go',
    onChange: ({ target }: { target: HTMLInputElement }) => {
      setText(target.value);
      setInvalid(false);
    },
    ref: inputRef,
    value: text,
  } as const;
  const error = <Trans>Type the number of an appointment, such as 42, or paste its link.</Trans>;

  if (size === 'compact')
    return (
      <form className="relative min-w-0 flex-1 sm:max-w-84" noValidate onSubmit={onSubmit} role="search">
        <Input
          {...field}
          aria-keyshortcuts="Control+K"
          aria-label={t`Open an appointment by number`}
          icon={Search}
          placeholder={t`Open an appointment by number`}
          shortcut="Ctrl K"
        />
        {invalid && (
          <p
            className="absolute inset-x-0 top-full z-10 mt-1.5 rounded-lg border border-border bg-surface p-2.5 text-caption text-danger shadow-float"
            id={`${id}-error`}
            role="alert"
          >
            {error}
          </p>
        )}
      </form>
    );

  return (
    <form noValidate onSubmit={onSubmit}>
      <label className="block text-sm font-medium" htmlFor={id}>
        <Trans>Number or link of the appointment</Trans>
      </label>
      <div className="mt-1.5 flex gap-2">
        <Input {...field} className="flex-1" id={id} placeholder={t`for example 42`} size="large" />
        <Button className="shrink-0" size="large" type="submit" variant="primary">
          <Trans>Open</Trans>
          <ArrowRight className="size-4 rtl:-scale-x-100" />
        </Button>
      </div>
      {invalid && (
        <p className="mt-2 text-sm text-danger" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
