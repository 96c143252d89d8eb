import { useLingui } from '@lingui/react/macro';
import { Navigate, useSearchParams } from 'react-router-dom';
import { useSession } from '#features/session/api/get-session.ts';
import { type SignInProblem, SignInScreen } from '#features/session/components/sign-in-screen.tsx';
import { paths } from '#lib/paths.ts';
import { usePageHeading } from '../page-heading.ts';

const problems: readonly SignInProblem[] = [
  'denied',
  'expired',
  'no_cookies',
  'unknown',
  'failed',
  'ended',
  'idle',
];

/** Where the gateway sends a sign-in that did not succeed, and where signing out ends. */
export function SignInRoute() {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const { data: session } = useSession();
  usePageHeading(t`Sign in`);
  const asked = search.get('return_to') ?? '/';
  const returnTo = asked.startsWith('/') && !asked.startsWith('//') ? asked : '/';
  const problem = problems.find((one) => one === search.get('problem')) ?? null;
  if (session?.signed_in) return <Navigate replace to={returnTo} />;
  return (
    <SignInScreen
      forAppointment={returnTo.startsWith('/appointments/')}
      problem={problem}
      signInHref={paths.signIn(returnTo)}
    />
  );
}
