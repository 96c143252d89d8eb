import { Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { ClinicGate } from './clinic-gate.tsx';
import { AppointmentPage } from './pages/appointment.tsx';
import { CustomerPage, NotFoundPage, SchedulePage, SignInPage } from './pages/lazy-pages.ts';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

/** Every page by its path. All are lazy except the appointment page. */
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
