import { Plural, Trans } from '@lingui/react/macro';
import type { Treatment } from '#contract/appointment.ts';
import { isDeleted } from '#features/appointments/model/plan.ts';
import { withKeys } from '#lib/with-keys.ts';
import { useDisplayNames } from '../display-names.tsx';

/** The id of the list of treatments, for links. */
export const treatmentsId = 'treatments';

/** Up to this many treatments are named; the others are in the list. */
const maxNamed = 2;

/** The first treatments with their planned sessions, and a link to the others. */
export function TreatmentSummary({ treatments }: { treatments: readonly Treatment[] }) {
  const names = useDisplayNames();
  if (treatments.length === 0)
    return (
      <p className="text-foreground-subtle">
        <Trans>No treatments</Trans>
      </p>
    );
  const present = treatments.filter((treatment) => !isDeleted(treatment));
  const named = (present.length > 0 ? present : treatments).slice(0, maxNamed);
  const others = treatments.length - named.length;
  return (
    <>
      {withKeys(named, ({ id }) => id).map(({ key, item: treatment }, index) => (
        <p
          className={`line-clamp-3 print:line-clamp-none ${isDeleted(treatment) ? 'line-through' : ''}`}
          key={key}
        >
          <bdi className={index === 0 ? 'font-semibold' : ''} translate="no">
            {names.treatment(treatment)}
          </bdi>
          <SessionsPlanned ownLine={index === 0} treatment={treatment} />
        </p>
      ))}
      {others > 0 && (
        <a className="link inline-block min-h-6 text-caption" href={`#${treatmentsId}`}>
          <Plural one="and # more" other="and # more" value={others} />
        </a>
      )}
    </>
  );
}

interface SessionsPlannedProps {
  treatment: Treatment;
  ownLine: boolean;
}

function SessionsPlanned({ treatment: { session, sessions }, ownLine }: SessionsPlannedProps) {
  const planned = session ?? sessions.length;
  if (planned <= 0) return null;
  return (
    <>
      {!ownLine && ', '}
      <span className={`text-caption text-foreground-subtle ${ownLine ? 'block' : ''}`}>
        <Plural one="# session planned" other="# sessions planned" value={planned} />
      </span>
    </>
  );
}
