import type { ReactNode } from 'react';
import { ConnectionError } from '#lib/api/errors.ts';
import { Later } from '#ui/later.tsx';
import { appointmentLater } from '../later.ts';
import { NoConnection } from './no-connection.tsx';
import type { ProblemProps } from './problem-screen.tsx';

interface AppointmentProblemProps extends ProblemProps {
  error: unknown;
  /** What stands there until the words are loaded. */
  meanwhile: ReactNode;
}

/** Why the appointment cannot be shown. What says that nothing can be reached is not itself yet to be loaded. */
export function AppointmentProblem({ error, meanwhile, ...props }: AppointmentProblemProps) {
  if (error instanceof ConnectionError) return <NoConnection {...props} timedOut={error.timedOut} />;
  return (
    <Later meanwhile={meanwhile} of={appointmentLater}>
      {({ AnsweredProblem }) => <AnsweredProblem {...props} error={error} />}
    </Later>
  );
}
