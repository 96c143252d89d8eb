import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'react-router-dom';
import { useClinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';

/** The way to other appointments. */
export function PageNavigation() {
  const { t } = useLingui();
  const { tenant } = useClinic();
  return (
    <nav aria-label={t`Appointments`} className="text-caption print:hidden">
      <Link className="link inline-flex min-h-6 items-center gap-1" to={paths.home(tenant.id)}>
        <ChevronLeft className="size-3.5 rtl:-scale-x-100" />
        <Trans>Open another appointment</Trans>
      </Link>
    </nav>
  );
}
