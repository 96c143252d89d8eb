/** What of the application the first sight of an appointment does without; one file of the build. */
export { BadNumber } from './routes/bad-number.tsx';
export { HomeScreen } from './routes/home-screen.tsx';
export { NotFoundScreen } from './routes/not-found-screen.tsx';
export { UserMenuContent } from './user-menu-content.tsx';
