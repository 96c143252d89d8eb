import { Trans, useLingui } from '@lingui/react/macro';
import { LogOut } from 'lucide-react';
import { useId, useState } from 'react';
import type { Language, Scheme } from '#contract/preferences.ts';
import { signOut } from '#features/session/api/session.ts';
import { hasSingleKeys, setSingleKeys } from '#lib/use-single-keys.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { MenuButton } from '#ui/menu.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { usePreferences } from './preferences.tsx';
import { useEndSession } from './use-end-session.ts';

/** The content of the user menu: display preferences and sign-out. */
export function UserMenuContent({ signedIn }: { signedIn: boolean }) {
  return (
    <>
      <Choices />
      {signedIn && <SignOutButton />}
    </>
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
      <SingleKeysSwitch />
    </div>
  );
}

/** Keys without Ctrl or Cmd can be pressed by mistake, as by speech input. */
function SingleKeysSwitch() {
  const { t } = useLingui();
  const id = useId();
  const [on, setOn] = useState(hasSingleKeys);
  return (
    <label className="flex min-h-6 items-start gap-2 pointer-coarse:min-h-11" htmlFor={id}>
      <input
        checked={on}
        className="mt-0.5 size-4 shrink-0 accent-accent"
        id={id}
        onChange={({ target }) => {
          setOn(target.checked);
          setSingleKeys(target.checked);
        }}
        type="checkbox"
      />
      <span>
        {t`Single-key shortcuts`}
        <span className="block text-caption text-foreground-subtle">{t`[ and ], or J and K: previous and next`}</span>
      </span>
    </label>
  );
}

function SignOutButton() {
  const { t } = useLingui();
  const announce = useAnnounce();
  const endSession = useEndSession();
  const leave = async () => {
    try {
      await signOut();
      endSession('ended', { returnTo: null, broadcast: true });
    } catch {
      announce(t`Could not sign out.`);
    }
  };
  return (
    <div className="mt-1 border-t border-border-soft pt-1">
      <MenuButton icon={LogOut} onSelect={() => void leave()}>
        <Trans>Sign out</Trans>
      </MenuButton>
    </div>
  );
}
