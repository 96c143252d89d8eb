import { Later } from '#ui/later.tsx';
import { appLater } from '../later.ts';

/** Any other path. */
export const NotFound = () => <Later of={appLater}>{({ NotFoundScreen }) => <NotFoundScreen />}</Later>;
