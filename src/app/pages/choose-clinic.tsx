import { useLingui } from '@lingui/react/macro';
import { useLocation } from 'react-router-dom';
import { type ClinicOfLink, linkInClinic, recordOf } from '#contract/link.ts';
import { ClinicProblem } from '#features/clinics/components/clinic-problem.tsx';
import { signOut, useSession } from '#features/session/api/session.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { usePageHeading } from '../page-heading.tsx';
import { useEndSession } from '../use-end-session.ts';
import { useReturnTo } from '../use-return-to.ts';

type Problem = Exclude<ClinicOfLink, { kind: 'chosen' }>;

/** In place of a page whose clinic is not certain. The gateway renders it too. */
export function ChooseClinicPage({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const { pathname, search, hash } = useLocation();
  const returnTo = useReturnTo();
  const { data: session } = useSession();
  const announce = useAnnounce();
  const endSession = useEndSession();
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

  const switchAccount = async () => {
    try {
      await signOut();
      endSession('ended', { returnTo, broadcast: true });
    } catch {
      announce(t`Could not sign out.`);
    }
  };
  return (
    <ClinicProblem
      hrefFor={(tenant) => `${linkInClinic({ pathname, search }, tenant)}${hash}`}
      onOtherAccount={() => void switchAccount()}
      problem={problem}
      tenants={session?.tenants ?? []}
      title={title}
    />
  );
}
