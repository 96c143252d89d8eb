import { Trans, useLingui } from '@lingui/react/macro';
import { LogOut } from 'lucide-react';
import { useId } from 'react';
import type { Language, Scheme } from '#contract/preferences.ts';
import { MenuButton } from '#ui/menu.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { usePreferences } from './preferences.tsx';
import { useSignOut } from './use-end-session.ts';

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
    </div>
  );
}

function SignOutButton() {
  const signOut = useSignOut();
  return (
    <div className="mt-1 border-t border-border-soft pt-1">
      <MenuButton icon={LogOut} onSelect={() => signOut('ended', null)}>
        <Trans>Sign out</Trans>
      </MenuButton>
    </div>
  );
}
