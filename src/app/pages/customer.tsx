import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight, Hash } from 'lucide-react';
import { Link, useParams } from 'react-router-dom';
import { isIdentifier } from '#contract/endpoints.ts';
import { CustomerView } from '#features/customers/components/customer-view.tsx';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { usePageHeading } from '../page-heading.tsx';

/** `/customers/:id`. The title contains the number only, because the browser's history stores it. */
export function CustomerPage() {
  const { id = '' } = useParams();
  const { tenant } = useClinic();
  // With a key, no state of one customer can appear under the URL of another.
  return isIdentifier(id) ? (
    <CustomerContent id={id} key={`${tenant.id}/${id}`} />
  ) : (
    <InvalidCustomerNumber />
  );
}

function CustomerContent({ id }: { id: string }) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const heading = usePageHeading(`${t`Customer #${id}`} · ${tenant.name}`);
  return (
    <>
      <nav aria-label={t`Breadcrumb`} className="mb-3 text-caption text-foreground-subtle print:hidden">
        <ol className="flex flex-wrap items-center gap-x-1.5">
          <li className="flex items-center gap-1.5">
            <Link className="link inline-flex min-h-6 items-center" to={paths.home(tenant.id)}>
              {t`Appointments`}
            </Link>
            <ChevronRight className="size-3.5 rtl:-scale-x-100" />
          </li>
          <li aria-current="page" className="font-medium text-foreground-muted">
            {t`Customer #${id}`}
          </li>
        </ol>
      </nav>
      <CustomerView headingRef={heading} id={id} />
    </>
  );
}

function InvalidCustomerNumber() {
  const { tenant } = useClinic();
  usePageHeading(null);
  return (
    <MessageScreen
      actions={
        <Link className={buttonClass({ variant: 'primary' })} to={paths.home(tenant.id)}>
          <Trans>Open an appointment</Trans>
        </Link>
      }
      icon={Hash}
      title={<Trans>This link does not lead to a customer</Trans>}
    >
      <p>
        <Trans>A customer number consists of digits.</Trans>
      </p>
    </MessageScreen>
  );
}
