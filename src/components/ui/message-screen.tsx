import type { ReactNode } from 'react';

interface MessageScreenProps {
  icon: ReactNode;
  title: ReactNode;
  /** What happened and what it means. */
  children?: ReactNode;
  /** The ways out. */
  actions?: ReactNode;
  /** `alert` where something failed while the reader watched. */
  role?: 'alert' | 'status';
}

/** A screen that says one thing: what is the matter, and the way out. Its heading takes the focus. */
export function MessageScreen({ icon, title, children, actions, role }: MessageScreenProps) {
  return (
    <div className="mx-auto max-w-xl py-10 sm:py-16" role={role}>
      <div className="grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-ink">{icon}</div>
      <h1 className="mt-5 text-2xl leading-tight font-semibold tracking-tight outline-none" tabIndex={-1}>
        {title}
      </h1>
      {children && <div className="mt-2.5 space-y-2.5 text-ink-2">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap gap-2.5">{actions}</div>}
    </div>
  );
}
