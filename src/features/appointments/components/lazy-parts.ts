import { lazyPart } from '#ui/lazy-part.tsx';

/** The parts in chunks of their own. In the build that the gateway renders with, `all-parts.ts` replaces this file. */
const loadParts = () => import('./parts.ts');
const loadRecordParts = () => import('./record-parts.ts');

export const ChangesBanner = lazyPart(loadParts, (parts) => parts.ChangesBanner);
export const MoreActions = lazyPart(loadParts, (parts) => parts.MoreActions);
export const ResponseProblem = lazyPart(loadParts, (parts) => parts.ResponseProblem);
export const UnreadableResponse = lazyPart(loadParts, (parts) => parts.UnreadableResponse);
export const WrongAppointment = lazyPart(loadParts, (parts) => parts.WrongAppointment);
export const NotLogged = lazyPart(loadParts, (parts) => parts.NotLogged);
export const RecordFooter = lazyPart(loadRecordParts, (parts) => parts.RecordFooter);
export const RelatedCard = lazyPart(loadRecordParts, (parts) => parts.RelatedCard);
export const CustomerCard = lazyPart(loadRecordParts, (parts) => parts.CustomerCard);
export const PlanDetails = lazyPart(loadParts, (parts) => parts.PlanDetails);
export const PrepareView = lazyPart(loadParts, (parts) => parts.PrepareView);
export const TimelineView = lazyPart(loadParts, (parts) => parts.TimelineView);
export const UnknownFieldList = lazyPart(loadParts, (parts) => parts.UnknownFieldList);
export const PaperHead = lazyPart(loadRecordParts, (parts) => parts.PaperHead);
export const PaperFoot = lazyPart(loadRecordParts, (parts) => parts.PaperFoot);
export const PatientLine = lazyPart(loadRecordParts, (parts) => parts.PatientLine);
export const PrivacyNote = lazyPart(loadParts, (parts) => parts.PrivacyNote);
export const TreatmentsCard = lazyPart(loadRecordParts, (parts) => parts.TreatmentsCard);
