import { type ReactNode, useId } from 'react';

interface CardProps {
  title: ReactNode;
  /** A few words beside the title. */
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  busy?: boolean;
  children: ReactNode;
}

/** A titled section of the page, and a landmark by its title. */
export function Card({ title, note, actions, className = '', busy = false, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-busy={busy}
      aria-labelledby={id}
      className={`min-w-0 rounded-card border border-line bg-surface shadow-card print:shadow-none ${className}`}
    >
      <div className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line-soft px-4.5 py-2">
        <h2 className="text-sm font-semibold" id={id}>
          {title}
        </h2>
        {note && <p className="text-sm text-ink-3 max-sm:hidden print:block">{note}</p>}
        {actions && <div className="ms-auto flex flex-wrap gap-1.5 print:hidden">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
