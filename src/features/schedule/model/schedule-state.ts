import { fieldsOf } from '#contract/readers.ts';

/** The state of the history entry of a record that was opened from the schedule: the schedule's URL and nothing else. */
export interface ScheduleState {
  /** Path and query. */
  schedule: string;
}

/** The URL of the schedule that a record was opened from; null without one. */
export const readScheduleState = (state: unknown): string | null => {
  const { schedule } = fieldsOf(state) ?? {};
  return typeof schedule === 'string' && schedule.startsWith('/appointments?') ? schedule : null;
};
