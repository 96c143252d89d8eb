import { useLingui } from '@lingui/react/macro';
import { Settings2 } from 'lucide-react';
import { Suspense } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { lazyPart } from '#ui/lazy-part.tsx';
import { Menu } from '#ui/menu.tsx';

/** Also called before the menu is opened, when the browser is idle. */
export const loadUserMenu = () => import('./user-menu-content.tsx');

const UserMenuContent = lazyPart(loadUserMenu, (module) => module.UserMenuContent);

/** The user menu: the signed-in user, display preferences and sign-out. */
export function UserMenu({ session }: { session: SessionResponse | undefined }) {
  const { t } = useLingui();
  const format = useFormat();
  const signedIn = session?.signed_in === true;
  const name = session?.user?.name ?? null;
  return (
    <Menu
      triggerClassName="grid size-9 shrink-0 place-items-center rounded-full hover:bg-border-soft"
      trigger={
        name === null ? (
          <Settings2 className="size-5 text-foreground-muted" />
        ) : (
          <Avatar initials={format.initials(name)} />
        )
      }
      label={name === null ? t`Settings` : t`Account and settings: ${name}`}
    >
      <div className="w-64">
        {name !== null && (
          <p className="px-2.5 pt-1.5 pb-2 font-semibold">
            <bdi translate="no">{name}</bdi>
          </p>
        )}
        <Suspense fallback={<div aria-busy="true" className={signedIn ? 'h-55' : 'h-35'} />}>
          <UserMenuContent signedIn={signedIn} />
        </Suspense>
      </div>
    </Menu>
  );
}
