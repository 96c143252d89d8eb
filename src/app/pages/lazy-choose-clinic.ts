import { lazyPart } from '#ui/lazy-part.tsx';

/** In a chunk of its own. In the build that the gateway renders with, `choose-clinic.tsx` itself replaces this file. */
export const ChooseClinicPage = lazyPart(
  () => import('./choose-clinic.tsx'),
  (module) => module.ChooseClinicPage,
);
