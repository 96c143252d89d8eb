import { useLingui } from '@lingui/react/macro';
import type { ReactNode, Ref } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { Card } from '#ui/card.tsx';
import { PartBoundary } from '#ui/part-boundary.tsx';
import { summaryCells, summaryColumns } from '../appointment-layout.ts';
import { CustomerSummary } from './customer-summary.tsx';
import { RoomSummary } from './room-summary.tsx';
import { TeamSummary } from './team-summary.tsx';
import { TreatmentSummary } from './treatment-summary.tsx';

interface SummaryCardProps {
  appointment: Appointment;
  ref: Ref<HTMLElement>;
}

/** Customer, treatments, team and room. It is the only place of the customer's name, the team and the room. */
export function SummaryCard({ appointment, ref }: SummaryCardProps) {
  const { t } = useLingui();
  return (
    <Card aria-label={t`Summary`} className={summaryColumns} ref={ref}>
      <div className={summaryCells.customer}>
        <PartBoundary data={appointment}>
          <CustomerSummary appointment={appointment} />
        </PartBoundary>
      </div>
      <Cell className={summaryCells.treatments} data={appointment} label={t`Treatment`}>
        <TreatmentSummary treatments={appointment.treatments} />
      </Cell>
      <Cell className={summaryCells.doctor} data={appointment} label={t`Doctor`}>
        <TeamSummary appointment={appointment} />
      </Cell>
      <Cell className={summaryCells.room} data={appointment} label={t`Room`}>
        <RoomSummary appointment={appointment} />
      </Cell>
    </Card>
  );
}

interface CellProps {
  label: string;
  /** With other data, content that could not be shown is tried again. */
  data: Appointment;
  className: string;
  children: ReactNode;
}

function Cell({ label, data, className, children }: CellProps) {
  return (
    <dl className={`text-sm ${className}`}>
      <dt className="text-caption text-foreground-subtle">{label}</dt>
      <dd>
        <PartBoundary data={data}>{children}</PartBoundary>
      </dd>
    </dl>
  );
}
