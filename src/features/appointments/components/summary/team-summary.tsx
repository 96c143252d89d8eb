import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { withKeys } from '#lib/with-keys.ts';
import { InlineWarning } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../display-names.tsx';

/** Up to this many assistants are named at first; all of them are printed. */
const maxNamed = 4;

/** The doctor and the assistants. People who share a name are shown with their numbers. */
export function TeamSummary({ appointment: { doctor, assistants } }: { appointment: Appointment }) {
  const { t } = useLingui();
  const [all, setAll] = useState(false);
  const names = useDisplayNames().users(doctor === null ? assistants : [doctor, ...assistants]);
  const assistantNames = doctor === null ? names : names.slice(1);
  const named = all ? assistants.length : maxNamed;
  const others = assistants.length - named;
  return (
    <>
      <Changed path="doctor">
        {doctor === null ? (
          <InlineWarning>
            <span className="text-sm font-semibold">{t`None assigned`}</span>
          </InlineWarning>
        ) : (
          <bdi className="font-semibold" translate="no">
            {names[0]}
          </bdi>
        )}
      </Changed>
      <p className="text-caption text-foreground-subtle">
        {t`Assistants:`}{' '}
        {assistants.length === 0 && (
          <Changed path="assistants">
            <Trans>None assigned</Trans>
          </Changed>
        )}
        {withKeys(assistants, ({ id }) => id).map(({ key }, index) => (
          <span className={index < named ? '' : 'hidden print:inline'} key={key}>
            {index > 0 && ', '}
            <Changed path={`assistants.${key}`}>
              <bdi className="text-foreground" translate="no">
                {assistantNames[index]}
              </bdi>
            </Changed>
          </span>
        ))}
        {others > 0 && (
          <>
            {' '}
            <Button className="print:hidden" onClick={() => setAll(true)} size="small" variant="link">
              <Plural one="and # more" other="and # more" value={others} />
            </Button>
          </>
        )}
      </p>
    </>
  );
}
