import { Trans, useLingui } from '@lingui/react/macro';
import { LogOut } from 'lucide-react';
import { useId, useState } from 'react';
import type { Language, Scheme } from '#contract/preferences.ts';
import { hasSingleKeys, setSingleKeys } from '#lib/use-single-keys.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { MenuButton, useEnterMenu } from '#ui/menu.tsx';
import { RadioGroup } from '#ui/radio-group.tsx';
import { usePreferences } from './preferences.tsx';
import { useSignOut } from './use-end-session.ts';

/** The content of the user menu: display preferences and sign-out. */
export function UserMenuContent({ signedIn }: { signedIn: boolean }) {
  useEnterMenu();
  return (
    <>
      <Choices />
      {signedIn && <Shortcuts />}
      {signedIn && <SignOutButton />}
    </>
  );
}

function Choices() {
  const { t } = useLingui();
  const id = useId();
  const { language, setLanguage, scheme, setScheme } = usePreferences();
  const languageNames: Record<Language, string> = { en: 'English', tr: 'Türkçe' };
  const schemeNames: Record<Scheme, string> = {
    system: t({ message: 'System', comment: 'A color scheme: the one of the operating system' }),
    light: t({ message: 'Light', comment: 'A color scheme, the opposite of dark' }),
    dark: t`Dark`,
  };
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
        legend={t`Color scheme`}
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

/** The keys of the page. Those of the tree are in `#ui/tree/keyboard.ts`. */
function Shortcuts() {
  const { t } = useLingui();
  const shortcuts = [
    { keys: 'Ctrl K', effect: t`Find a customer or an appointment` },
    { keys: '[ ]  J K', effect: t`Previous and next appointment of the schedule` },
    { keys: 'Ctrl C', effect: t`Plan: copy the link of the row` },
    { keys: t`Arrow keys`, effect: t`Plan: move between rows, open and close them` },
    { keys: '*', effect: t`Plan: open the rows of this level` },
    { keys: 'A–Z', effect: t`Plan: next row that begins with it` },
    { keys: 'Esc', effect: t`Close a menu, clear a field` },
  ];
  return (
    <div className="px-2.5 py-1.5">
      <Disclosure summary={<Trans>Keyboard shortcuts</Trans>}>
        {() => (
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-caption">
            {shortcuts.map(({ keys, effect }) => (
              <div className="col-span-2 grid grid-cols-subgrid" key={keys}>
                <dt>
                  <kbd className="font-mono whitespace-nowrap">{keys}</kbd>
                </dt>
                <dd className="text-foreground-muted">{effect}</dd>
              </div>
            ))}
          </dl>
        )}
      </Disclosure>
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
