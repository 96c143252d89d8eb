import { lazyPart } from '#ui/lazy-part.tsx';
import { withSearchMessages } from '../i18n.ts';

/** The pages in chunks of their own. In the build that the gateway renders with, `all-pages.ts` replaces this file. */
export const ChooseClinicPage = lazyPart(
  () => import('./choose-clinic.tsx'),
  (module) => module.ChooseClinicPage,
);
export const CustomerPage = lazyPart(
  () => withSearchMessages(() => import('./customer.tsx')),
  (module) => module.CustomerPage,
);
export const InvalidAppointmentNumber = lazyPart(
  () => import('./not-found.tsx'),
  (module) => module.InvalidAppointmentNumber,
);
export const NotFoundPage = lazyPart(
  () => import('./not-found.tsx'),
  (module) => module.NotFoundPage,
);
export const SchedulePage = lazyPart(
  () => withSearchMessages(() => import('./schedule.tsx')),
  (module) => module.SchedulePage,
);
export const SignInPage = lazyPart(
  () => import('./sign-in.tsx'),
  (module) => module.SignInPage,
);
