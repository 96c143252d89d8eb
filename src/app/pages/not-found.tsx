import { Trans } from '@lingui/react/macro';
import { Hash, SearchX } from 'lucide-react';
import { Link } from 'react-router-dom';
import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** No page of the application has this path. */
export function NotFoundPage() {
  const { tenantParam } = useClinic();
  usePageHeading(null);
  return (
    <MessageScreen
      actions={
        <Link className={buttonClass({ variant: 'primary' })} to={paths.home(tenantParam)}>
          <Trans>Open an appointment</Trans>
        </Link>
      }
      icon={SearchX}
      title={<Trans>Page not found</Trans>}
    >
      <p>
        <Trans>The link may be incomplete.</Trans>
      </p>
    </MessageScreen>
  );
}

/** The path of an appointment without a valid number; offers the number that was probably meant. */
export function InvalidNumber({ id }: { id: string }) {
  const { tenantParam } = useClinic();
  usePageHeading(null);
  const input = parseAppointmentInput(id);
  const meant = input.kind === 'appointment' ? input.id : undefined;
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
      title={<Trans>This link has no appointment number</Trans>}
    >
      <p>
        <Trans>
          An appointment number consists of digits, such as 42, and “<bdi translate="no">{id}</bdi>” is not
          one.
        </Trans>
      </p>
    </MessageScreen>
  );
}
