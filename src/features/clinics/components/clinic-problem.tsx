import { Trans } from '@lingui/react/macro';
import { Building2 } from 'lucide-react';
import type { Tenant } from '#contract/tenant.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import type { TenantChoice } from '#contract/choose-tenant.ts';

interface ClinicProblemProps {
  choice: Exclude<TenantChoice, { kind: 'chosen' }>;
  tenants: readonly Tenant[];
  /** The same page in another clinic. */
  hrefFor: (tenant: string) => string;
  homeHref: string;
  /** Signs out, to sign in with another account. */
  onOtherAccount: () => void;
  onRetry: () => void;
}

/** Explains why no clinic could be selected. */
export function ClinicProblem({
  choice,
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
  const retry = (
    <Button onClick={onRetry} variant="primary">
      <Trans>Check again</Trans>
    </Button>
  );
  switch (choice.kind) {
    case 'not-member':
      return (
        <MessageScreen
          actions={
            <>
              {otherAccount}
              <a className={buttonClass()} href={homeHref}>
                <Trans>Open another appointment</Trans>
              </a>
            </>
          }
          icon={Building2}
          title={<Trans>This link is for another clinic</Trans>}
        >
          <p>
            <Trans>
              The link is for the clinic with number <bdi translate="no">{choice.requested}</bdi>. Your
              account has no access to it.
            </Trans>
          </p>
          <p>
            <Trans>
              Open this number in one of your clinics; it may be another customer's appointment there:
            </Trans>
          </p>
          <ul className="flex flex-wrap gap-2">
            {tenants.map(({ id, name }) => (
              <li key={id}>
                <a className={buttonClass()} href={hrefFor(id)}>
                  <bdi translate="no">{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </MessageScreen>
      );
    case 'none':
      return (
        <MessageScreen
          actions={
            <>
              {retry}
              {otherAccount}
            </>
          }
          icon={Building2}
          title={<Trans>Your account has no clinic yet</Trans>}
        >
          <p>
            <Trans>Ask your clinic's administrator to add your account.</Trans>
          </p>
        </MessageScreen>
      );
    case 'unknown':
      return (
        <MessageScreen
          actions={
            <>
              {retry}
              {otherAccount}
            </>
          }
          icon={Building2}
          title={<Trans>Clinic unknown</Trans>}
        >
          <p>
            <Trans>
              The server did not send your clinics. A link that names its clinic, such as
              /appointments/42?tenant=1, still works.
            </Trans>
          </p>
        </MessageScreen>
      );
  }
}
