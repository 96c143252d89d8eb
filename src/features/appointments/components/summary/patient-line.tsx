import { type RefObject, useEffect, useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { isVisibleIn } from '#features/appointments/model/customer.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { DotSeparated } from '#ui/inline-list.tsx';
import { AgeText } from '../customer/customer-facts.tsx';
import { useCustomerAge, useCustomerTitle } from '../use-customer.ts';
import { useDisplayNames } from '../display-names.tsx';

interface PatientLineProps {
  appointment: Appointment;
  /** The summary; the line appears once the summary is scrolled off the screen. */
  summary: RefObject<HTMLElement | null>;
}

/**
 * Customer, age, tags and time in one line below the bar while the summary is off the screen. Screen readers have the
 * summary.
 */
export function PatientLine({ appointment, summary }: PatientLineProps) {
  const format = useFormat();
  const names = useDisplayNames();
  const { tenant } = useClinic();
  const title = useCustomerTitle(appointment);
  const age = useCustomerAge(appointment.customer);
  const passed = useScrolledPast(summary);
  if (!passed) return null;
  const epoch = appointment.scheduled_at?.epoch ?? null;
  const tags = (appointment.customer?.tags ?? []).filter(({ tenant_id }) =>
    isVisibleIn(tenant.id, tenant_id),
  );
  return (
    <div
      aria-hidden="true"
      className="fixed inset-x-0 top-14 z-[9] border-b border-border bg-surface text-sm print:hidden short:hidden"
      data-testid="patient-line"
    >
      <p className="mx-auto max-w-[73.75rem] px-4 py-1.5 sm:px-6" data-private>
        <bdi className="font-semibold" translate="no">
          {title}
        </bdi>{' '}
        <span className="text-foreground-muted">
          <DotSeparated>
            {age !== null && <AgeText age={age} />}
            {tags.length > 0 && (
              <bdi className="font-medium text-foreground" translate="no">
                {tags.map((tag) => names.tag(tag)).join(', ')}
              </bdi>
            )}
            {epoch !== null && format.dateTime(epoch)}
          </DotSeparated>
        </span>
      </p>
    </div>
  );
}

/** Whether an element lies above the visible part of the page. */
const useScrolledPast = (element: RefObject<HTMLElement | null>): boolean => {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (element.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) setPassed(!last.isIntersecting && last.boundingClientRect.top < 0);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return passed;
};
