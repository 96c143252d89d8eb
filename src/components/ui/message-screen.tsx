import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface MessageScreenProps {
  icon: LucideIcon;
  title: ReactNode;
  /** The explanation below the title. */
  children?: ReactNode;
  /** Links and buttons with which the user can continue. */
  actions?: ReactNode;
}

/**
 * A screen with one message and its actions. Its heading is also the title of the document while it is shown. The page
 * moves the focus to the heading, which announces it; therefore no part is an alert.
 */
export function MessageScreen({ icon: Icon, title, children, actions }: MessageScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.title;
    document.title = heading.current?.textContent ?? before;
    return () => {
      document.title = before;
    };
  });
  return (
    <div className="mx-auto max-w-xl py-10 sm:py-16">
      <div className="grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
        <Icon className="size-6" />
      </div>
      <h1
        className="mt-5 text-2xl leading-tight font-semibold tracking-tight outline-none"
        ref={heading}
        tabIndex={-1}
      >
        {title}
      </h1>
      {children && <div className="mt-2.5 space-y-2.5 text-foreground-muted">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap gap-2.5">{actions}</div>}
    </div>
  );
}
