import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface DisclosureProps {
  summary: ReactNode;
  /** Whether it is open at first. */
  defaultOpen?: boolean;
  children: () => ReactNode;
}

/** A native disclosure. Its content is rendered when it is first opened. */
export function Disclosure({ summary, defaultOpen = false, children }: DisclosureProps) {
  const [opened, setOpened] = useState(defaultOpen);
  const details = useRef<HTMLDetailsElement>(null);
  // It may have been opened before hydration.
  useEffect(() => setOpened(details.current?.open ?? false), []);
  return (
    <details
      className="group print:hidden"
      open={defaultOpen || undefined}
      onToggle={(event) => setOpened(opened || event.currentTarget.open)}
      ref={details}
    >
      <summary className="inline-flex min-h-6 list-none pointer-coarse:min-h-11 items-center gap-1 rounded text-caption font-medium text-foreground-muted hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-foreground-subtle transition-transform group-open:rotate-90 rtl:-scale-x-100" />
        {summary}
      </summary>
      <div className="pt-2">{opened && children()}</div>
    </details>
  );
}
