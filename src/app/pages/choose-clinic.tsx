import { useLingui } from '@lingui/react/macro';
import { useLocation } from 'react-router-dom';
import { type ClinicOfLink, linkInClinic, recordOf } from '#contract/link.ts';
import { ClinicProblem } from '#features/clinics/components/clinic-problem.tsx';
import { useSession } from '#features/session/api/session.ts';
import { paths } from '#lib/paths.ts';
import { usePageHeading } from '../page-heading.tsx';
import { useSignOut } from '../use-end-session.ts';
import { useReturnTo } from '#lib/return-to.ts';

type Problem = Exclude<ClinicOfLink, { kind: 'chosen' }>;

/** Replaces a page whose clinic is not certain. The gateway renders it too. */
export function ChooseClinicPage({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const { pathname, search, hash } = useLocation();
  const returnTo = useReturnTo();
  const { data: session, refetch } = useSession();
  const signOut = useSignOut();
  const { collection, id } = recordOf(pathname) ?? {};
  const question =
    collection === 'appointments' ? t`Appointment ${id}: in which clinic?` : t`In which clinic?`;
  const titles: Readonly<Record<Problem['kind'], string>> = {
    ask: question,
    'not-member': t`This link is for another clinic`,
    none: t`Your account has no clinic yet`,
    unknown: t`Clinic unknown`,
  };
  const title = titles[problem.kind];
  usePageHeading(title);

  return (
    <ClinicProblem
      hrefFor={(tenant) => `${linkInClinic({ pathname, search }, tenant)}${hash}`}
      homeHref={paths.home(null)}
      onOtherAccount={() => signOut('ended', returnTo)}
      onRetry={() => void refetch()}
      problem={problem}
      tenants={session?.tenants ?? []}
      title={title}
    />
  );
}
