/** What of an appointment is shown only when it is asked for, or when something goes wrong; one file of the build. */
export { ChangesBanner } from './changes/changes-banner.tsx';
export { ResponseProblem, UnreadableResponse, WrongAppointment } from './problems/response-problem.tsx';
export { RawAnswer } from './record/raw-answer.tsx';
export { RecordDetails } from './record/record-details.tsx';
export { RecordDeviations } from './record/record-notices.tsx';
export { PrepareView } from './treatments/prepare-view.tsx';
export { TimelineView } from './treatments/timeline-view.tsx';
