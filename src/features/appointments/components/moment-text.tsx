import type { Instant } from '#contract/time.ts';
import { useFormat } from '#lib/format/use-format.tsx';

/** A point in time in the clinic's zone, short; as it came where it could not be read. */
export function MomentText({ moment }: { moment: Instant }) {
  const format = useFormat();
  if (moment.epoch === null) return <span dir="auto">{moment.text}</span>;
  return <time dateTime={new Date(moment.epoch).toISOString()}>{format.dateTime(moment.epoch)}</time>;
}
