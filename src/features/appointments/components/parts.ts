/** Components that are shown on request or when something goes wrong: one chunk, loaded through `lazy-parts.ts`. */
export { ChangesBanner } from './changes/changes-banner.tsx';
export { MoreActions } from './header/more-actions.tsx';
export {
  NotLogged,
  ResponseProblem,
  UnreadableResponse,
  WrongAppointment,
} from './problems/response-problem.tsx';
export { UnknownFieldList } from './record/unknown-field-list.tsx';
export { PlanDetails } from './treatments/plan-details.tsx';
export { PrepareView } from './treatments/prepare-view.tsx';
export { TimelineView } from './treatments/timeline-view.tsx';
export { PrivacyNote } from './privacy-note.tsx';
