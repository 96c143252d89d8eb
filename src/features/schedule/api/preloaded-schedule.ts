import type { QueryClient } from '@tanstack/react-query';
import type { PreloadedSchedule } from '#contract/initial-data.ts';

/** The key of the responses in the document. They are read when their queries are created, in the schedule's chunk. */
export const preloadedScheduleKey = ['preloaded-schedule'] as const;

/** The responses in the document for a clinic, with the time at which they were loaded; null without any. */
export const preloadedSchedule = (
  client: QueryClient,
  tenant: string,
): { data: PreloadedSchedule; updatedAt: number } | null => {
  const state = client.getQueryState<PreloadedSchedule>(preloadedScheduleKey);
  return state?.data?.tenant === tenant ? { data: state.data, updatedAt: state.dataUpdatedAt } : null;
};
