import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface MessageScreenProps {
  icon: LucideIcon;
  title: ReactNode;
  /** The explanation below the title. */
  children?: ReactNode;
  /** Links and buttons with which the user can continue. */
  actions?: ReactNode;
  /** `alert` for a failure that happens while the user watches. */
  role?: 'alert' | 'status' | undefined;
}

/** A screen with one message and its actions. Its heading takes the focus. */
export function MessageScreen({ icon: Icon, title, children, actions, role }: MessageScreenProps) {
  return (
    <div className="mx-auto max-w-xl py-10 sm:py-16" role={role}>
      <div className="grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
        <Icon className="size-6" />
      </div>
      <h1 className="mt-5 text-2xl leading-tight font-semibold tracking-tight outline-none" tabIndex={-1}>
        {title}
      </h1>
      {children && <div className="mt-2.5 space-y-2.5 text-foreground-muted">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap gap-2.5">{actions}</div>}
    </div>
  );
}
