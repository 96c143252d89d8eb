import { later } from '#ui/later.tsx';

export const appLater = later(() => import('./shown-later.ts'));
