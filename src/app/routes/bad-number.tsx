import { Trans, useLingui } from '@lingui/react/macro';
import { Hash } from 'lucide-react';
import { useClinic } from '#lib/clinic.tsx';
import { parseAppointmentInput, paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { usePageHeading } from '../page-heading.ts';

/** What stands in the address in place of a number, and which number was meant where that can be told. */
export function BadNumber({ id }: { id: string }) {
  const { t } = useLingui();
  const { tenantParam } = useClinic();
  usePageHeading(t`Not a number`);
  const meant = parseAppointmentInput(id.replace(/[.,;:!?)\]]+$/, ''))?.id;
  return (
    <MessageScreen
      actions={
        <>
          {meant !== undefined && (
            <a className={buttonClass({ variant: 'primary' })} href={paths.appointment(meant, tenantParam)}>
              <Trans>Open #{meant}</Trans>
            </a>
          )}
          <a
            className={buttonClass({ variant: meant === undefined ? 'primary' : 'secondary' })}
            href={paths.home(tenantParam)}
          >
            <Trans>Open another appointment</Trans>
          </a>
        </>
      }
      icon={Hash}
      role="alert"
      title={<Trans>This link names no appointment</Trans>}
    >
      <p>
        <Trans>
          An appointment's number is made of digits, such as 42, and “<bdi>{id}</bdi>” is not one.
        </Trans>
      </p>
    </MessageScreen>
  );
}
