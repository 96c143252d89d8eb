import { withKeys } from '#lib/with-keys.ts';
import { Card } from '#ui/card.tsx';
import { LoadingNotice } from '#ui/loading-notice.tsx';
import { InlineList } from '#ui/inline-list.tsx';
import { Bar } from '#ui/skeleton.tsx';
import {
  actionsRow,
  factsText,
  headerColumns,
  headingText,
  mainColumn,
  pageColumns,
  sideColumn,
  summaryCells,
  summaryColumns,
} from './appointment-layout.ts';

interface AppointmentSkeletonProps {
  /** The content that is being loaded. */
  label: string;
  /** Why it takes long, if that is known. */
  reason?: string | null;
}

/**
 * A placeholder with the page's geometry while its data is loading. Widths are in characters, so that it wraps as the
 * text will.
 */
export function AppointmentSkeleton({ label, reason = null }: AppointmentSkeletonProps) {
  return (
    <div aria-busy="true" aria-label={label} role="region">
      <LoadingNotice label={label} reason={reason} />
      <div className="mb-4">
        <div className={headerColumns}>
          <div className="min-w-0 lg:flex-1">
            <div className={`${headingText} flex flex-wrap gap-x-[0.5ch]`}>
              <Bars className="h-[1lh]" widths={['w-[23ch]', 'w-[5ch]']} />
            </div>
            <InlineList className={`${factsText} *:before:hidden`}>
              {['w-[11ch]', 'w-[8ch]', 'w-[20ch]', 'w-[8ch]', 'w-[11ch]', 'w-[17ch]'].map((width, index) => (
                // The items never change.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>
                  <Bar className={`h-[1lh] ${width}`} />
                </li>
              ))}
            </InlineList>
          </div>
          <div className={actionsRow}>
            <Bars
              className="h-9 rounded-lg pointer-coarse:h-11"
              widths={['w-28 max-sm:grow', 'w-27 max-sm:grow', 'w-20 max-sm:hidden', 'w-10']}
            />
          </div>
        </div>
      </div>
      <Card className={summaryColumns}>
        <div className={summaryCells.customer}>
          <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
            <Bar className="size-11 rounded-full" />
            <div>
              <Bar className="h-[1lh] w-[16ch] max-w-full text-lg leading-snug" />
              <Bar className="h-[1lh] w-[20ch] max-w-full text-caption" />
            </div>
            <div className="col-span-2 mt-2 flex flex-wrap gap-1.5 text-caption sm:col-span-1 sm:col-start-2">
              <Bars className="h-6" widths={['w-[6ch]', 'w-[15ch]', 'w-[20ch]']} />
            </div>
          </div>
        </div>
        {[summaryCells.treatments, summaryCells.doctor, summaryCells.room].map((cell) => (
          <div className={`text-sm ${cell}`} key={cell}>
            <Bar className="h-[1lh] w-[8ch] text-caption" />
            <Bar className="mt-1 h-[1lh] w-[18ch] max-w-full" />
            <Bar className="mt-1 h-[1lh] w-[24ch] max-w-full" />
          </div>
        ))}
      </Card>
      <div className={pageColumns}>
        <Card className={`${mainColumn} h-[27rem] px-card py-4`}>
          <Bar className="h-5 w-64" />
          <Bars
            className="h-4 max-w-full"
            widths={['w-72', 'w-60', 'w-56', 'w-64', 'w-52', 'w-60', 'w-56']}
          />
        </Card>
        <Card className={`${sideColumn} px-card py-4`}>
          <Bar className="h-5 w-32" />
          <Bars
            className="h-4 max-w-full"
            widths={['w-40', 'w-48', 'w-32', 'w-36', 'w-44', 'w-40', 'w-52']}
          />
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
