import { Plural } from '@lingui/react/macro';
import type { Age } from '#lib/calendar.ts';
import { useFormat } from '#lib/format/use-format.tsx';

/** "34 years", "5 months". */
export function AgeText({ age: { value, unit } }: { age: Age }) {
  const format = useFormat();
  if (unit === 'year') return <Plural one="# year" other="# years" value={value} />;
  return format.age({ value, unit });
}
