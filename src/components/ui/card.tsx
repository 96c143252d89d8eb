import { type ComponentProps, type ReactNode, useId } from 'react';

/** A section of a page on its own surface. It is a landmark if it has an accessible name. */
export function Card({ className = '', ...rest }: ComponentProps<'section'>) {
  return (
    <section
      className={`min-w-0 rounded-card border border-border bg-surface shadow-card print:shadow-none ${className}`}
      {...rest}
    />
  );
}

interface TitledCardProps {
  /** For links to the card. */
  id?: string | undefined;
  title: ReactNode;
  /** A few words beside the title. */
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A card with a heading that names it. */
export function TitledCard({
  title,
  description,
  actions,
  className = '',
  children,
  ...rest
}: TitledCardProps) {
  const headingId = useId();
  return (
    <Card aria-labelledby={headingId} className={className} {...rest}>
      <div className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-border-soft px-card py-2 print:min-h-0 print:py-1">
        <h2 className="text-sm font-semibold" id={headingId}>
          {title}
        </h2>
        {description && (
          <p className="text-sm text-foreground-subtle max-sm:hidden print:block">{description}</p>
        )}
        {actions && <div className="ms-auto flex flex-wrap gap-1.5 print:hidden">{actions}</div>}
      </div>
      {children}
    </Card>
  );
}
