import { Trans, useLingui } from '@lingui/react/macro';
import { SearchX } from 'lucide-react';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { Link } from '#ui/link.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { usePageHeading } from '../page-heading.ts';

/** No page of the application has this address. */
export function NotFoundScreen() {
  const { t } = useLingui();
  const { tenantParam } = useClinic();
  usePageHeading(t`No such page`);
  return (
    <MessageScreen
      actions={
        <Link className={buttonClass({ variant: 'primary' })} to={paths.home(tenantParam)}>
          <Trans>Open an appointment</Trans>
        </Link>
      }
      icon={SearchX}
      role="alert"
      title={<Trans>There is no such page</Trans>}
    >
      <p>
        <Trans>The address may have been cut short on its way here.</Trans>
      </p>
    </MessageScreen>
  );
}
