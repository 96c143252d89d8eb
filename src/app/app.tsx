import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { ClinicGate } from './clinic-gate.tsx';
import { withFindingMessages } from './i18n.ts';
import { AppointmentPage } from './pages/appointment.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

const SignInPage = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignInPage }));
const CustomerPage = lazy(async () => ({
  default: (await withFindingMessages(() => import('./pages/customer.tsx'))).CustomerPage,
}));
const SchedulePage = lazy(async () => ({
  default: (await withFindingMessages(() => import('./pages/schedule.tsx'))).SchedulePage,
}));
const NotFoundPage = lazy(async () => ({ default: (await import('./pages/not-found.tsx')).NotFoundPage }));

/** Every page by its path. All are lazy except the appointment page, which the gateway renders. */
export function App() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route
          element={
            <Suspense>
              <SignInPage />
            </Suspense>
          }
          path="/sign-in"
        />
        <Route element={<SessionGate />}>
          <Route element={<ClinicGate />}>
            <Route element={<AppointmentPage />} path="/appointments/:id" />
            {['/', '/appointments'].map((path) => (
              <Route
                element={
                  <Suspense>
                    <SchedulePage />
                  </Suspense>
                }
                key={path}
                path={path}
              />
            ))}
            <Route
              element={
                <Suspense>
                  <CustomerPage />
                </Suspense>
              }
              path="/customers/:id"
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
