import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '#ui/card.tsx';

export function AppointmentList({ children }: { children: ReactNode }) {
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-border-soft">{children}</ul>
    </Card>
  );
}

interface AppointmentListItemProps {
  href: string;
  name: string;
  /** Null for a user of one clinic. */
  clinic: string | null;
  /** The text that distinguishes the appointment; never the customer's name. */
  children: ReactNode;
}

export function AppointmentListItem({ href, name, clinic, children }: AppointmentListItemProps) {
  return (
    <li>
      <Link
        className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2 text-sm -outline-offset-2 hover:bg-border-soft"
        to={href}
      >
        <span className="text-base font-medium text-accent tabular-nums" translate="no">
          {name}
        </span>{' '}
        {children}{' '}
        {clinic !== null && (
          <bdi className="ms-auto text-foreground-subtle" translate="no">
            {clinic}
          </bdi>
        )}
      </Link>
    </li>
  );
}
