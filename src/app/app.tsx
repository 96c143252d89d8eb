import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { ClinicGate } from './clinic-gate.tsx';
import { AppointmentPage } from './pages/appointment.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

const HomePage = lazy(async () => ({ default: (await import('./pages/home.tsx')).HomePage }));
const NotFoundPage = lazy(async () => ({ default: (await import('./pages/not-found.tsx')).NotFoundPage }));

/** Every page by its path. The page that links lead to, and the one that must work without a network, are not lazy. */
export function App() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route element={<SignInPage />} path="/sign-in" />
        <Route element={<SessionGate />}>
          <Route element={<ClinicGate />}>
            <Route element={<AppointmentPage />} path="/appointments/:id" />
            <Route
              element={
                <Suspense>
                  <HomePage />
                </Suspense>
              }
              path="/"
            />
            <Route
              element={
                <Suspense>
                  <NotFoundPage />
                </Suspense>
              }
              path="*"
            />
          </Route>
        </Route>
      </Route>
    </Routes>
  );
}
