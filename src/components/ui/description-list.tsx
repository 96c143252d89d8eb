import type { ReactNode } from 'react';

/** Names and values in two columns, or in one if the space is narrow. */
export function DescriptionList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid items-baseline grid-cols-[minmax(0,1fr)] gap-x-3.5 gap-y-2 text-sm 3xs:grid-cols-[5.5rem_minmax(0,1fr)] 2xs:grid-cols-[7.25rem_minmax(0,1fr)] print:grid-cols-[7rem_minmax(0,1fr)] print:gap-x-2 print:gap-y-0.5">
      {children}
    </dl>
  );
}

interface DescriptionProps {
  term: ReactNode;
  title?: string | undefined;
  /** Whether it is left out on paper. */
  onlyOnScreen?: boolean;
  children: ReactNode;
}

export function Description({ term, title, onlyOnScreen = false, children }: DescriptionProps) {
  return (
    <div className={onlyOnScreen ? 'contents print:hidden' : 'contents'}>
      <dt className="text-foreground-subtle">{term}</dt>
      <dd className="mb-1 min-w-0 3xs:mb-0" title={title}>
        {children}
      </dd>
    </div>
  );
}
