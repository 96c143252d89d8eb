import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormat, type Format, type FormatSettings } from './format.ts';

const FormatContext = createContext<Format | null>(null);

/** Everything below formats for this language, zone and currency. */
export function FormatProvider({
  locale,
  timeZone,
  currency,
  children,
}: FormatSettings & { children: ReactNode }) {
  const format = useMemo(() => createFormat({ locale, timeZone, currency }), [locale, timeZone, currency]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export const useFormat = (): Format => {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat is used outside a FormatProvider.');
  return format;
};
