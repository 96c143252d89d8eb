import { withKeys } from '#lib/with-keys.ts';
import { Card } from '#ui/card.tsx';
import { LoadingNotice } from '#ui/loading-notice.tsx';
import { Bar } from '#ui/skeleton.tsx';
import { mainColumn, pageGrid, sideFirst, sideNext } from './appointment-layout.ts';

interface AppointmentSkeletonProps {
  /** What is being loaded. */
  label: string;
  /** Why it takes long, if that is known. */
  reason?: string | null;
}

/** Has the page's geometry while its data is loading. */
export function AppointmentSkeleton({ label, reason = null }: AppointmentSkeletonProps) {
  return (
    <div aria-busy="true" aria-label={label} role="region">
      <LoadingNotice label={label} reason={reason} />
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
        <Card className={`${sideFirst} px-card py-4`}>
          <div className="flex items-center gap-3">
            <Bar className="size-11 rounded-full" />
            <div>
              <Bar className="h-5 w-36" />
              <Bar className="mt-1.5 h-4 w-28" />
            </div>
          </div>
          <Bars className="mt-3.5 h-4" widths={['w-40', 'w-48', 'w-32', 'w-36', 'w-44', 'w-40', 'w-52']} />
        </Card>
        <div className={mainColumn}>
          <Card className="h-[27rem] px-card py-4">
            <Bar className="h-5 w-64" />
            <Bars
              className="mt-5 h-4 max-w-full"
              widths={['w-72', 'w-60', 'w-56', 'w-64', 'w-52', 'w-60', 'w-56']}
            />
          </Card>
        </div>
        <Card className={`${sideNext} h-64 px-card py-4`}>
          <Bar className="h-5 w-32" />
        </Card>
      </div>
    </div>
  );
}

/** Lines of text of different lengths. */
function Bars({ widths, className }: { widths: readonly string[]; className: string }) {
  return withKeys(widths, (width) => width).map(({ key, item }) => (
    <Bar className={`${className} ${item}`} key={key} />
  ));
}
