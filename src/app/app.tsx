import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { ClinicGate } from './clinic-gate.tsx';
import { AppointmentPage } from './pages/appointment.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

const SignInPage = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignInPage }));
const HomePage = lazy(async () => ({ default: (await import('./pages/home.tsx')).HomePage }));
const CustomerPage = lazy(async () => ({ default: (await import('./pages/customer.tsx')).CustomerPage }));
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
