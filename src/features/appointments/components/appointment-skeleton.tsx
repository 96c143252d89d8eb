import { useLingui } from '@lingui/react/macro';
import { withKeys } from '#lib/with-keys.ts';
import { Bar } from '#ui/skeleton.tsx';

interface AppointmentSkeletonProps {
  /** What is being loaded, for screen readers. */
  label: string;
}

const card = 'rounded-card border border-line bg-surface shadow-card';

/** The page's own geometry while its data is on the way. */
export function AppointmentSkeleton({ label }: AppointmentSkeletonProps) {
  const { t } = useLingui();
  return (
    <div aria-busy="true" aria-label={label} role="region">
      <p className="sr-only">{t`Loading`}</p>
      <Bar className="h-4 w-48" />
      <div className="mt-3 mb-5 flex flex-col gap-x-5 gap-y-3 md:flex-row">
        <div>
          <Bar className="h-6.5 w-80 max-w-full sm:h-8" />
          <Bar className="mt-2.5 h-5 w-96 max-w-full" />
          <Bar className="mt-2 h-5 w-72 max-w-full sm:hidden" />
          <Bar className="mt-2 h-5 w-60 max-w-full sm:hidden" />
        </div>
        <div className="flex shrink-0 gap-2 md:ms-auto">
          <Bar className="h-9 w-28" />
          <Bar className="h-9 w-28" />
          <Bar className="h-9 w-20" />
        </div>
      </div>
      <div className={pageGrid}>
        <div className={`${card} ${sideFirst} px-4.5 py-4`}>
          <div className="flex items-center gap-3">
            <Bar className="size-11 rounded-full" />
            <div>
              <Bar className="h-5 w-36" />
              <Bar className="mt-1.5 h-4 w-28" />
            </div>
          </div>
          <Bars className="mt-3.5 h-4" widths={['w-40', 'w-48', 'w-32', 'w-36', 'w-44', 'w-40', 'w-52']} />
        </div>
        <div className={mainColumn}>
          <div className={`${card} h-[27rem] px-4.5 py-4`}>
            <Bar className="h-5 w-64" />
            <Bars
              className="mt-5 h-4 max-w-full"
              widths={['w-72', 'w-60', 'w-56', 'w-64', 'w-52', 'w-60', 'w-56']}
            />
          </div>
        </div>
        <div className={`${card} ${sideNext} h-64 px-4.5 py-4`}>
          <Bar className="h-5 w-32" />
        </div>
      </div>
    </div>
  );
}

/** Lines of text of several lengths. */
function Bars({ widths, className }: { widths: readonly string[]; className: string }) {
  return withKeys(widths, (width) => width).map(({ key, item }) => (
    <Bar className={`${className} ${item}`} key={key} />
  ));
}

/**
 * One column on a narrow screen, in reading order; on a wide one the customer, team and related visits stand
 * beside the rest. The flexible last row takes what the main column is taller, so that the side stays dense.
 */
export const pageGrid =
  'grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21.25rem] lg:grid-rows-[auto_auto_auto_1fr] lg:gap-x-5 print:grid-cols-[minmax(0,1fr)_20rem] print:grid-rows-[auto_auto_auto_1fr] print:gap-x-4';
export const mainColumn =
  'min-w-0 space-y-4 lg:col-start-1 lg:row-span-4 lg:row-start-1 print:col-start-1 print:row-span-4 print:row-start-1';
const side = 'min-w-0 lg:col-start-2 print:col-start-2';
export const sideFirst = `${side} lg:row-start-1 print:row-start-1`;
export const sideNext = `${side} lg:row-start-2 print:row-start-2`;
export const sideLast = `${side} lg:row-start-3 print:row-start-3`;
