import { Trans } from '@lingui/react/macro';
import { Hash, SearchX } from 'lucide-react';
import { Link } from 'react-router-dom';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** No page of the application has this path. */
export function NotFoundPage() {
  const { tenant } = useClinic();
  usePageHeading(null);
  return (
    <MessageScreen
      actions={
        <Link className={buttonClass({ variant: 'primary' })} to={paths.home(tenant.id)}>
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

/** The path of an appointment without a valid number. */
export function InvalidAppointmentNumber({ id }: { id: string }) {
  const { tenant } = useClinic();
  usePageHeading(null);
  return (
    <MessageScreen
      actions={
        <a className={buttonClass({ variant: 'primary' })} href={paths.home(tenant.id)}>
          <Trans>Open another appointment</Trans>
        </a>
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
