import { Trans, useLingui } from '@lingui/react/macro';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import type { ScheduleView } from '../model/schedule-view.ts';
import type { ScheduleList } from './use-schedule-list.ts';

/** The records of the day sheet that are loaded so far. */
export function SheetProgress({
  done,
  total,
  onCancel,
}: {
  done: number;
  total: number;
  onCancel: () => void;
}) {
  const { t } = useLingui();
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-border bg-surface px-4 py-2.5 text-sm">
      <progress
        aria-label={t`Records for the day sheet`}
        className="accent-accent"
        max={total}
        value={done}
      />
      <span>{t`${done} of ${total} records loaded`}</span>
      <Button onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  );
}

/** Notices about missing permissions, features or records of the service. */
export function ScheduleNotices({
  list,
  view,
  onClear,
}: {
  list: ScheduleList;
  view: ScheduleView;
  onClear: () => void;
}) {
  const { t } = useLingui();
  const doctorTexts = {
    unsupported: t`This service cannot list its users, so the filter by doctor does not work. All doctors are shown.`,
    forbidden: t`You have no permission to list the users, so the filter by doctor does not work. All doctors are shown.`,
    failed: t`The users could not be loaded, so the filter by doctor does not work. All doctors are shown.`,
  };
  const notices: { key: string; text: string; action?: ReactNode }[] = [];
  if (list.schedule?.complete === false)
    notices.push({
      key: 'incomplete',
      text: t`The service may have more appointments than it sent. This list may be incomplete.`,
    });
  const usersProblem = list.problems.users;
  if (usersProblem !== null && view.doctor !== null)
    notices.push({
      key: 'doctor',
      text: doctorTexts[usersProblem],
      action: (
        <Button onClick={onClear} size="small" variant="link">
          <Trans>Clear filter</Trans>
        </Button>
      ),
    });
  if ([...list.rows.values()].some(({ state }) => state === 'limited'))
    notices.push({
      key: 'limited',
      text: t`Too many requests. Names will appear shortly.`,
    });
  if (list.unknown > 0 && list.schedule) {
    const { unknown } = list;
    notices.push({
      key: 'unknown',
      text: t`Appointments whose room is not known: ${unknown}. They are not shown.`,
    });
  }
  return notices.map(({ key, text, action }) => (
    <Banner icon={TriangleAlert} key={key} title={text} tone="warn">
      {action}
    </Banner>
  ));
}
