import { Trans } from '@lingui/react/macro';
import { Building2 } from 'lucide-react';
import type { Tenant } from '#contract/tenant.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import type { TenantChoice } from '#contract/choose-tenant.ts';

interface ClinicProblemProps {
  choice: Exclude<TenantChoice, { kind: 'chosen' }>;
  tenants: readonly Tenant[];
  /** The same page in another clinic. */
  hrefFor: (tenant: string) => string;
}

/** Why there is no clinic to read in. */
export function ClinicProblem({ choice, tenants, hrefFor }: ClinicProblemProps) {
  switch (choice.kind) {
    case 'not-member':
      return (
        <MessageScreen icon={Building2} role="alert" title={<Trans>This link is for another clinic</Trans>}>
          <p>
            <Trans>
              It names clinic <bdi>#{choice.requested}</bdi>, and your account does not belong to it.
            </Trans>
          </p>
          <p>
            <Trans>
              Open the same number in a clinic of yours; it may be another patient's appointment there:
            </Trans>
          </p>
          <ul className="flex flex-wrap gap-2">
            {tenants.map(({ id, name }) => (
              <li key={id}>
                <a className={buttonClass()} href={hrefFor(id)}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </MessageScreen>
      );
    case 'none':
      return (
        <MessageScreen icon={Building2} role="alert" title={<Trans>You belong to no clinic yet</Trans>}>
          <p>
            <Trans>Whoever manages your clinic's accounts can add yours.</Trans>
          </p>
        </MessageScreen>
      );
    case 'unknown':
      return (
        <MessageScreen icon={Building2} role="alert" title={<Trans>Which clinic is not known</Trans>}>
          <p>
            <Trans>
              The service did not say which clinics are yours. A link that names its clinic, such as
              /appointments/42?tenant=1, opens all the same.
            </Trans>
          </p>
        </MessageScreen>
      );
  }
}
