import { Trans } from '@lingui/react/macro';
import { Link } from 'react-router-dom';
import { paths } from '#lib/paths.ts';
import { Card } from '#ui/card.tsx';
import { recentAppointments } from '#features/appointments/model/recent.ts';

interface RecentListProps {
  /** The name of a clinic; null for a user of one clinic. */
  clinicName: (tenant: string) => string | null;
}

/** The numbers of the appointments opened in this session, newest first. */
export function RecentList({ clinicName }: RecentListProps) {
  const opened = recentAppointments();
  if (opened.length === 0)
    return (
      <p className="text-sm text-foreground-subtle">
        <Trans>Appointments that you open are listed here until you sign out.</Trans>
      </p>
    );
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-border-soft">
        {opened.map(({ tenant, id }) => {
          const clinic = clinicName(tenant);
          return (
            <li key={`${tenant}/${id}`}>
              <Link
                className="flex min-h-11 items-center gap-2.5 px-4 py-2 -outline-offset-2 hover:bg-border-soft"
                to={paths.appointment(id, tenant)}
              >
                <span className="font-medium text-accent tabular-nums">#{id}</span>
                {clinic !== null && (
                  <span className="text-sm text-foreground-subtle">
                    <bdi translate="no">{clinic}</bdi>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
