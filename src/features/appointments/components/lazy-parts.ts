import { lazyPart } from '#ui/lazy-part.tsx';

/** The parts in chunks of their own. In the build that the gateway renders with, `parts.ts` replaces this file. */
const loadParts = () => import('./parts.ts');

export const ChangesBanner = lazyPart(loadParts, (parts) => parts.ChangesBanner);
export const MoreActions = lazyPart(loadParts, (parts) => parts.MoreActions);
export const ResponseProblem = lazyPart(loadParts, (parts) => parts.ResponseProblem);
export const UnreadableResponse = lazyPart(loadParts, (parts) => parts.UnreadableResponse);
export const WrongAppointment = lazyPart(loadParts, (parts) => parts.WrongAppointment);
export const NotLogged = lazyPart(loadParts, (parts) => parts.NotLogged);
export const PlanDetails = lazyPart(loadParts, (parts) => parts.PlanDetails);
export const PrepareView = lazyPart(loadParts, (parts) => parts.PrepareView);
export const TimelineView = lazyPart(loadParts, (parts) => parts.TimelineView);
export const UnknownFieldList = lazyPart(loadParts, (parts) => parts.UnknownFieldList);
export const PrivacyNote = lazyPart(loadParts, (parts) => parts.PrivacyNote);
