import type { Instant } from '#contract/time.ts';
import { useFormat } from './use-format.tsx';

/** A point in time in the clinic's zone, short. Text that could not be parsed is shown unchanged. */
export function DateTime({ value }: { value: Instant }) {
  const format = useFormat();
  if (value.epoch === null)
    return (
      <span dir="auto" translate="no">
        {value.text}
      </span>
    );
  return <time dateTime={new Date(value.epoch).toISOString()}>{format.dateTime(value.epoch)}</time>;
}
