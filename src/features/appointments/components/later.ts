import { later } from '#ui/later.tsx';

export const appointmentLater = later(() => import('./shown-later.ts'));
