import { Trans } from '@lingui/react/macro';
import { Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClinicOfLink } from '#contract/link.ts';
import type { Tenant } from '#contract/tenant.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export interface ClinicProblemProps {
  problem: Exclude<ClinicOfLink, { kind: 'chosen' }>;
  title: string;
  tenants: readonly Tenant[];
  /** The same page in another clinic. */
  hrefFor: (tenant: string) => string;
  homeHref: string;
  /** Signs out, to sign in with another account. */
  onOtherAccount: () => void;
  onRetry: () => void;
}

/** Asks for the clinic of a link, or explains why none can be opened. */
export function ClinicProblem({
  problem,
  title,
  tenants,
  hrefFor,
  homeHref,
  onOtherAccount,
  onRetry,
}: ClinicProblemProps) {
  const otherAccount = (
    <Button onClick={onOtherAccount}>
      <Trans>Use another account</Trans>
    </Button>
  );
  const openAnother = (
    <a className={buttonClass()} href={homeHref}>
      <Trans>Open another appointment</Trans>
    </a>
  );
  const retry = (
    <Button onClick={onRetry} variant="primary">
      <Trans>Check again</Trans>
    </Button>
  );
  const linkActions = (
    <>
      {otherAccount}
      {openAnother}
    </>
  );
  const accountActions = (
    <>
      {retry}
      {otherAccount}
    </>
  );
  switch (problem.kind) {
    case 'ask':
      return (
        <MessageScreen actions={linkActions} icon={Building2} title={title}>
          <p>
            <Trans>The link does not name its clinic clearly.</Trans>
          </p>
          <ClinicLinks hrefFor={hrefFor} tenants={tenants} />
        </MessageScreen>
      );
    case 'not-member': {
      const { requested } = problem;
      return (
        <MessageScreen actions={linkActions} icon={Building2} title={title}>
          <p>
            <Trans>
              The link is for the clinic with number <bdi translate="no">{requested}</bdi>. Your account has
              no access to it.
            </Trans>
          </p>
          <p>
            <Trans>
              Open this number in one of your clinics; it may be another customer's appointment there:
            </Trans>
          </p>
          <ClinicLinks hrefFor={hrefFor} tenants={tenants} />
        </MessageScreen>
      );
    }
    case 'none':
      return (
        <MessageScreen actions={accountActions} icon={Building2} title={title}>
          <p>
            <Trans>Ask your clinic's administrator to add your account.</Trans>
          </p>
        </MessageScreen>
      );
    case 'unknown':
      return (
        <MessageScreen actions={accountActions} icon={Building2} title={title}>
          <p>
            <Trans>
              The service did not send your clinics. A link that names its clinic, such as
              /appointments/42?tenant=1, still works.
            </Trans>
          </p>
        </MessageScreen>
      );
  }
}

/**
 * Links, not buttons, because they must work without script. Clinics of the same name are distinguished by their
 * number.
 */
function ClinicLinks({ tenants, hrefFor }: Pick<ClinicProblemProps, 'tenants' | 'hrefFor'>): ReactNode {
  const isUnique = (name: string) => tenants.filter((other) => other.name === name).length === 1;
  return (
    <ul className="flex flex-wrap gap-2">
      {tenants.map(({ id, name }) => (
        <li key={id}>
          <a className={buttonClass()} href={hrefFor(id)}>
            <bdi translate="no">{isUnique(name) ? name : `${name} #${id}`}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
