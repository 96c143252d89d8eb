import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that does not add up, in the row it concerns. */
export function Flag({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-[0.8125rem] text-warn">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
