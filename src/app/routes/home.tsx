import { Later } from '#ui/later.tsx';
import { appLater } from '../later.ts';

/** `/`: nobody waits for it who follows a link. */
export const Home = () => <Later of={appLater}>{({ HomeScreen }) => <HomeScreen />}</Later>;
