import { Trans } from '@lingui/react/macro';

/** What was typed names no appointment. */
export function NoNumber({ id, className }: { id: string; className: string }) {
  return (
    <p className={`text-bad ${className}`} id={id} role="alert">
      <Trans>Type the number of an appointment, such as 42, or paste its link.</Trans>
    </p>
  );
}
