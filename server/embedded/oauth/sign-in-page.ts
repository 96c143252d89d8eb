import { isLanguage, type Language, type Scheme } from '#contract/preferences.ts';
import type { DemonstrationAccount, Role } from '../accounts.ts';

export const stylePath = '/oauth/sign-in.css';

const texts = {
  en: {
    product: 'Appointments',
    title: 'Sign in',
    errorPrefix: 'Error: ',
    intro: 'Use your clinic account.',
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    cancel: 'Cancel',
    missing: 'Enter your user name and your password.',
    wrong: 'The user name or the password is wrong.',
    limited: (minutes: number) =>
      `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    accounts: 'Demonstration accounts',
    accountsIntro: 'Choose one to sign in. All records are made up.',
    moreAccounts: (count: number) => `${count} more accounts`,
    passwordNote: 'The password of every account:',
    roles: {
      doctor: 'Doctor',
      manager: 'Manager',
      assistant: 'Assistant',
      none: 'New employee',
    } satisfies Record<Role, string>,
    noClinic: 'no clinic yet',
    invalidTitle: 'This sign-in cannot continue',
    invalid: 'The request of the application is not valid.',
    expiredTitle: 'This sign-in has expired',
    expired: 'It took too long, was already finished, or was started in another browser.',
    startAgain: 'Start again',
  },
  tr: {
    product: 'Randevular',
    title: 'Oturum açın',
    errorPrefix: 'Hata: ',
    intro: 'Klinik hesabınızı kullanın.',
    username: 'Kullanıcı adı',
    password: 'Parola',
    signIn: 'Oturum aç',
    cancel: 'Vazgeç',
    missing: 'Kullanıcı adınızı ve parolanızı girin.',
    wrong: 'Kullanıcı adı veya parola doğru değil.',
    limited: (minutes: number) => `Çok fazla deneme yapıldı. ${minutes} dakika sonra yeniden deneyin.`,
    accounts: 'Tanıtım hesapları',
    accountsIntro: 'Oturum açmak için birini seçin. Tüm kayıtlar kurgusaldır.',
    moreAccounts: (count: number) => `${count} hesap daha`,
    passwordNote: 'Tüm hesapların parolası:',
    roles: {
      doctor: 'Doktor',
      manager: 'Yönetici',
      assistant: 'Asistan',
      none: 'Yeni çalışan',
    } satisfies Record<Role, string>,
    noClinic: 'henüz kliniği yok',
    invalidTitle: 'Oturum açma sürdürülemiyor',
    invalid: 'Uygulamanın isteği geçerli değil.',
    expiredTitle: 'Bu oturum açma isteğinin süresi doldu',
    expired: 'Çok uzun sürdü, zaten tamamlandı veya başka bir tarayıcıda başlatıldı.',
    startAgain: 'Yeniden başlayın',
  },
} as const;

/**
 * The first supported language of `ui_locales` (OpenID Connect: tags separated by spaces); else that of the cookie; else
 * the one negotiated from `Accept-Language`; else English.
 */
export const toLanguage = (
  uiLocales: unknown,
  cookie: string | undefined,
  accepted: string | false,
): Language => {
  const requested = typeof uiLocales === 'string' ? uiLocales.toLowerCase().split(' ') : [];
  const tags = requested.map((tag) => tag.split('-')[0]);
  return [...tags, cookie, accepted || undefined].find(isLanguage) ?? 'en';
};

/** Allows the pages' stylesheet and icon, and a form whose response redirects to a registered client. */
export const contentSecurityPolicy = (redirectUris: readonly string[]): string => {
  const origins = new Set(redirectUris.map((uri) => new URL(uri).origin));
  return `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${[...origins].join(' ')}; base-uri 'none'; frame-ancestors 'none'`;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** How a page looks: the language and color scheme that the user chose in the application. */
export interface Appearance {
  language: Language;
  scheme: Scheme;
}

const page = (
  { language, scheme }: Appearance,
  title: string,
  body: string,
  width = '',
): string => `<!doctype html>
<html lang="${language}"${scheme === 'system' ? '' : ` data-scheme="${scheme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme === 'system' ? 'light dark' : scheme}">
<meta name="robots" content="noindex">
<title>${escape(title)} – ${texts[language].product}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<main class="${width}">
${body}
</main>
</body>
</html>
`;

export interface SignInPage {
  appearance: Appearance;
  /** The path to which the forms are submitted. */
  action: string;
  username: string;
  error: 'missing' | 'wrong' | { retryAfterSeconds: number } | null;
  /** The accounts that sign in with one click; all have the same password. */
  accounts: readonly DemonstrationAccount[];
  password: string;
}

/** Accounts that are visible at once; the others are in a disclosure. */
const visibleAccounts = 4;

/** One account of each role first, so that each kind of user is visible at once. */
const oneOfEachRoleFirst = (accounts: readonly DemonstrationAccount[]): DemonstrationAccount[] => {
  const isFirst = ({ role }: DemonstrationAccount, index: number): boolean =>
    accounts.findIndex((other) => other.role === role) === index;
  return [
    ...accounts.filter((account, index) => isFirst(account, index)),
    ...accounts.filter((account, index) => !isFirst(account, index)),
  ];
};

/** A list of buttons, each of which submits the form with its account's user name. */
const accountList = (language: Language, accounts: readonly DemonstrationAccount[]): string => {
  const { roles, noClinic } = texts[language];
  const items = accounts.map(
    ({
      username,
      name,
      role,
      clinics,
    }) => `<li><button type="submit" name="username" value="${escape(username)}">
<strong><bdi>${escape(name)}</bdi></strong>
<span>${roles[role]} · ${escape(clinics.join(', ') || noClinic)}</span>
</button></li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
};

const accountsSection = ({ appearance, action, accounts, password }: SignInPage): string => {
  const { language } = appearance;
  const text = texts[language];
  const ordered = oneOfEachRoleFirst(accounts);
  const others = ordered.slice(visibleAccounts);
  return `<section aria-labelledby="accounts">
<h2 id="accounts">${text.accounts}</h2>
<p>${text.accountsIntro}</p>
<form method="post" action="${escape(action)}">
<input type="hidden" name="password" value="${escape(password)}">
${accountList(language, ordered.slice(0, visibleAccounts))}
${others.length === 0 ? '' : `<details><summary>${text.moreAccounts(others.length)}</summary>\n${accountList(language, others)}\n</details>`}
</form>
<p class="note">${text.passwordNote} <strong>${escape(password)}</strong></p>
</section>`;
};

/** The sign-in form. An error is an alert and in the title, and the focus is on the field to correct. */
export const signInPage = (content: SignInPage): string => {
  const { appearance, action, username, error } = content;
  const text = texts[appearance.language];
  const message =
    typeof error === 'object' ? error && text.limited(Math.ceil(error.retryAfterSeconds / 60)) : text[error];
  const invalid = message === null ? '' : ' aria-invalid="true" aria-describedby="error"';
  const [focusName, focusPassword] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    appearance,
    `${message === null ? '' : text.errorPrefix}${text.title}`,
    `<div class="columns">
<div>
<div class="mark" aria-hidden="true">A</div>
<h1>${text.title}</h1>
<p>${text.intro}</p>
${message === null ? '' : `<div class="error" role="alert" id="error">${escape(message)}</div>\n`}<form class="fields" method="post" action="${escape(action)}">
<div>
<label for="username">${text.username}</label>
<input id="username" name="username" type="text" value="${escape(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" inputmode="email" maxlength="200" required${invalid}${focusName}>
</div>
<div>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required${invalid}${focusPassword}>
</div>
<div class="actions">
<button class="primary" type="submit">${text.signIn}</button>
<button type="submit" name="action" value="cancel" formnovalidate>${text.cancel}</button>
</div>
</form>
</div>
${accountsSection(content)}
</div>`,
    'wide',
  );
};

/** The page for a sign-in that cannot continue, with a link to the application. */
export const signInErrorPage = (appearance: Appearance, kind: 'invalid' | 'expired'): string => {
  const text = texts[appearance.language];
  const title = kind === 'invalid' ? text.invalidTitle : text.expiredTitle;
  return page(
    appearance,
    title,
    `<div class="mark" aria-hidden="true">A</div>
<h1>${title}</h1>
<p>${text[kind]}</p>
<a class="button" href="/">${text.startAgain}</a>`,
  );
};
