import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight, Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, type SubmitEvent, useId, useState } from 'react';
import { paths } from '#lib/paths.ts';
import { Button } from '#ui/button.tsx';
import { Input } from '#ui/input.tsx';

/** Also called before anything is typed, when the browser is idle. */
export const loadReadInput = () => import('#features/appointments/api/read-input.ts');

/** Why the input opens no appointment: it is a code that is not known here, or not a number at all. */
type InputProblem = 'code' | 'number';

export const readInputProblem = (value: string | null): InputProblem | null =>
  value === 'code' || value === 'number' ? value : null;

interface OpenAppointmentFormProps {
  /** `large` is the form of the home page, `compact` the one in the header of all other pages. */
  size: 'large' | 'compact';
  /** Receives the path of an appointment in the current clinic, or a pasted link. */
  onOpen: (link: string) => void;
  /** The id of the current clinic. */
  clinic: string;
  /** Set if the gateway rejected a form that was submitted without script. */
  initialProblem?: InputProblem | null;
  inputRef?: Ref<HTMLInputElement>;
}

/**
 * Opens an appointment by its number, a pasted link, or a code that this session knows. Without script the gateway
 * handles the form, in a request body: the text may be anything and never becomes part of a URL.
 */
export function OpenAppointmentForm({
  size,
  onOpen,
  clinic,
  initialProblem = null,
  inputRef,
}: OpenAppointmentFormProps) {
  const { t } = useLingui();
  const id = useId();
  const [problem, setProblem] = useState(initialProblem);
  const invalid = problem !== null;
  const client = useQueryClient();

  const open = async (element: HTMLFormElement) => {
    const text = new FormData(element).get('number');
    const { readInput } = await loadReadInput();
    const input = readInput(client, typeof text === 'string' ? text : '', clinic);
    if (typeof input === 'string') return setProblem(input);
    setProblem(null);
    element.reset();
    return onOpen(input.link);
  };

  const form = {
    action: paths.open,
    method: 'post',
    noValidate: true,
    onInput: () => setProblem(null),
    onKeyDown: (event: KeyboardEvent<HTMLFormElement>) => {
      if (event.key !== 'Escape') return;
      event.currentTarget.reset();
      setProblem(null);
    },
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      void open(event.currentTarget);
    },
  };
  const field = {
    'aria-describedby': invalid ? `${id}-error` : undefined,
    'aria-invalid': invalid,
    enterKeyHint: 'go',
    name: 'number',
    ref: inputRef,
  } as const;
  const clinicField = <input name="tenant" type="hidden" value={clinic} />;
  const error =
    problem === 'code' ? (
      <Trans>
        Appointments are looked up by number, not by code. The number is next to the code on the page of the
        appointment, and at the end of its link.
      </Trans>
    ) : (
      <Trans>Enter an appointment number, such as 42, or paste a link.</Trans>
    );

  if (size === 'compact')
    return (
      <form {...form} className="relative min-w-0 flex-1 sm:max-w-84" role="search">
        {clinicField}
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
    <form {...form}>
      {clinicField}
      <label className="block text-sm font-medium" htmlFor={id}>
        <Trans>Appointment number or link</Trans>
      </label>
      <div className="mt-1.5 flex gap-2">
        <Input {...field} className="flex-1" id={id} placeholder={t`for example 42`} size="large" />
        <Button className="shrink-0" size="large" type="submit" variant="primary">
          <Trans comment="A button: opens the appointment">Open</Trans>
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
