/** Components that are shown on request or when something goes wrong: one chunk, loaded through `lazy-parts.ts`. */
export { ChangesBanner } from './changes/changes-banner.tsx';
export { MoreActions } from './header/more-actions.tsx';
export {
  NotLogged,
  ResponseProblem,
  UnreadableResponse,
  WrongAppointment,
} from './problems/response-problem.tsx';
export { CustomerCard } from './customer/customer-card.tsx';
export { RecordFooter } from './record/record-footer.tsx';
export { RelatedCard } from './related/related-card.tsx';
export { UnknownFieldList } from './record/unknown-field-list.tsx';
export { PlanDetails } from './treatments/plan-details.tsx';
export { PrepareView } from './treatments/prepare-view.tsx';
export { TimelineView } from './treatments/timeline-view.tsx';
export { PaperFoot, PaperHead } from './paper.tsx';
export { PatientLine } from './summary/patient-line.tsx';
export { PrivacyNote } from './privacy-note.tsx';
export { TreatmentsCard } from './treatments/treatments-card.tsx';
