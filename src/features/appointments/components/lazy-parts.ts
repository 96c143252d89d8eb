import { lazyPart } from '#ui/lazy-part.tsx';

/** The parts in a chunk of their own. In the build that the gateway renders with, `parts.ts` itself replaces this file. */
const loadParts = () => import('./parts.ts');

export const ChangesBanner = lazyPart(async () => (await loadParts()).ChangesBanner);
export const ResponseProblem = lazyPart(async () => (await loadParts()).ResponseProblem);
export const UnreadableResponse = lazyPart(async () => (await loadParts()).UnreadableResponse);
export const WrongAppointment = lazyPart(async () => (await loadParts()).WrongAppointment);
export const RawAnswer = lazyPart(async () => (await loadParts()).RawAnswer);
export const RecordDetails = lazyPart(async () => (await loadParts()).RecordDetails);
export const RecordDeviations = lazyPart(async () => (await loadParts()).RecordDeviations);
export const PrepareView = lazyPart(async () => (await loadParts()).PrepareView);
export const TimelineView = lazyPart(async () => (await loadParts()).TimelineView);
