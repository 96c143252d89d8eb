import { Navigate, useSearchParams } from 'react-router-dom';
import { useSession } from '#features/session/api/session.ts';
import { type SignInProblem, SignInScreen } from '#features/session/components/sign-in-screen.tsx';
import { usePageHeading } from '../page-heading.tsx';

const problems: readonly SignInProblem[] = [
  'denied',
  'expired',
  'no_cookies',
  'unknown',
  'failed',
  'busy',
  'ended',
  'idle',
];

/** The page after a failed sign-in and after sign-out. */
export function SignInPage() {
  const [search] = useSearchParams();
  const { data: session } = useSession();
  usePageHeading(null);
  const requested = search.get('return_to') ?? '/';
  const returnTo = requested.startsWith('/') && !requested.startsWith('//') ? requested : '/';
  const problem = problems.find((name) => name === search.get('problem')) ?? null;
  if (session?.signed_in) return <Navigate replace to={returnTo} />;
  return (
    <SignInScreen
      forAppointment={returnTo.startsWith('/appointments/')}
      problem={problem}
      returnTo={returnTo}
    />
  );
}
