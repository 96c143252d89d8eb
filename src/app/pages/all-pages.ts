/** All pages at once, for the build that the gateway renders with: it replaces `lazy-pages.ts`. */
export { ChooseClinicPage } from './choose-clinic.tsx';
export { CustomerPage } from './customer.tsx';
export { InvalidAppointmentNumber, NotFoundPage } from './not-found.tsx';
export { SchedulePage } from './schedule.tsx';
export { SignInPage } from './sign-in.tsx';
