import { Trans, useLingui } from '@lingui/react/macro';
import { LogOut, Settings2 } from 'lucide-react';
import { useId } from 'react';
import type { Language, Scheme } from '#contract/preferences.ts';
import type { SessionAnswer } from '#contract/session.ts';
import { useSignOut } from '#features/session/api/sign-out.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useAnnounce } from '#ui/announcer.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { Menu, MenuButton } from '#ui/menu.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { usePreferences } from './preferences.tsx';
import { useEndSignIn } from './use-end-sign-in.ts';

/** Who is signed in, how the page looks, and the way out. */
export function UserMenu({ session }: { session: SessionAnswer | undefined }) {
  const { t } = useLingui();
  const format = useFormat();
  const signedIn = session?.signed_in === true;
  const name = session?.user?.name ?? null;
  return (
    <Menu
      buttonClassName="grid size-9 shrink-0 place-items-center rounded-full hover:bg-line-soft"
      face={
        name === null ? (
          <Settings2 aria-hidden="true" className="size-5 text-ink-2" />
        ) : (
          <Avatar initials={format.initials(name)} />
        )
      }
      label={name === null ? t`Settings` : t`Account and settings: ${name}`}
    >
      <div className="w-64">
        {name !== null && (
          <p className="px-2.5 pt-1.5 pb-2 font-semibold">
            <bdi>{name}</bdi>
          </p>
        )}
        <Choices />
        {signedIn && <SignOutButton />}
      </div>
    </Menu>
  );
}

function Choices() {
  const { t } = useLingui();
  const id = useId();
  const { language, setLanguage, scheme, setScheme } = usePreferences();
  const languageNames: Record<Language, string> = { en: 'English', tr: 'Türkçe' };
  const schemeNames: Record<Scheme, string> = { system: t`System`, light: t`Light`, dark: t`Dark` };
  return (
    <div className="space-y-3 px-2.5 py-2">
      <RadioGroup
        legend={t`Language`}
        name={`${id}-language`}
        onChange={(next) => void setLanguage(next)}
        options={[
          { value: 'en', label: languageNames.en, lang: 'en' },
          { value: 'tr', label: languageNames.tr, lang: 'tr' },
        ]}
        value={language}
      />
      <RadioGroup
        legend={t`Colour scheme`}
        name={`${id}-scheme`}
        onChange={setScheme}
        options={[
          { value: 'system', label: schemeNames.system },
          { value: 'light', label: schemeNames.light },
          { value: 'dark', label: schemeNames.dark },
        ]}
        value={scheme}
      />
    </div>
  );
}

function SignOutButton() {
  const { t } = useLingui();
  const announce = useAnnounce();
  const end = useEndSignIn();
  const signOut = useSignOut(() => end('ended', { returnTo: null, tell: true }));
  return (
    <div className="mt-1 border-t border-line-soft pt-1">
      <MenuButton
        disabled={signOut.isPending}
        icon={<LogOut aria-hidden="true" className="size-4 text-ink-3" />}
        onChoose={() =>
          signOut.mutate(undefined, { onError: () => announce(t`Signing out did not succeed.`) })
        }
      >
        <Trans>Sign out</Trans>
      </MenuButton>
    </div>
  );
}
