import {
  type CalendarEntry,
  calendarFile,
  calendarFileName,
} from '#features/appointments/model/calendar-file.ts';

/** Lets the browser save an event as a calendar file with a name. Loaded on demand. */
export const downloadCalendarFile = (entry: CalendarEntry, name: string): void => {
  const url = URL.createObjectURL(new Blob([calendarFile(entry)], { type: 'text/calendar' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = calendarFileName(name);
  anchor.click();
  URL.revokeObjectURL(url);
};
