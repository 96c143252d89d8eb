import { useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { isIdentifier } from '#contract/endpoints.ts';
import { Link } from '#ui/link.tsx';
import { relatedVisits, visitName } from '../model/related.ts';

interface BreadcrumbProps {
  appointment: Appointment;
  homeHref: string;
  hrefFor: (id: string) => string;
}

/** The list, the visit before this one, and this one. */
export function Breadcrumb({ appointment, homeHref, hrefFor }: BreadcrumbProps) {
  const { t } = useLingui();
  const parent = relatedVisits(appointment).parents.find(({ id }) => id !== null && isIdentifier(id));
  const steps = [
    { to: homeHref, text: t`Appointments` },
    ...(parent?.id ? [{ to: hrefFor(parent.id), text: visitName(parent) }] : []),
  ];
  return (
    <nav aria-label={t`Breadcrumb`} className="text-[0.8125rem] text-ink-3 print:hidden" data-private>
      <ol className="flex flex-wrap items-center gap-x-1.5">
        {steps.map(({ to, text }) => (
          <li className="flex items-center gap-1.5" key={to}>
            <Link className="link inline-flex min-h-6 items-center" to={to}>
              <bdi>{text}</bdi>
            </Link>
            <ChevronRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          </li>
        ))}
        <li aria-current="page" className="font-medium text-ink-2">
          <bdi>{visitName(appointment)}</bdi>
        </li>
      </ol>
    </nav>
  );
}
