import { isLanguage, type Language } from '#contract/preferences.ts';

export const stylePath = '/oauth/sign-in.css';

const texts = {
  en: {
    title: 'Sign in',
    errorPrefix: 'Error: ',
    intro: 'Use your clinic account.',
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    cancel: 'Cancel',
    missing: 'Enter your user name and your password.',
    wrong: 'The user name or the password is not right.',
    limited: (minutes: number) =>
      `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    demonstration: 'Demonstration data. Sign in as',
    invalidTitle: 'This sign-in cannot continue',
    invalid: 'The request of the application is not valid.',
    expiredTitle: 'This sign-in has expired',
    expired: 'It took too long, was already finished, or was started in another browser.',
    startAgain: 'Start again',
  },
  tr: {
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
    demonstration: 'Tanıtım verileri. Şu hesapla oturum açın:',
    invalidTitle: 'Oturum açma sürdürülemiyor',
    invalid: 'Uygulamanın isteği geçerli değil.',
    expiredTitle: 'Bu oturum açma isteğinin süresi doldu',
    expired: 'Çok uzun sürdü, zaten tamamlandı veya başka bir tarayıcıda başlatıldı.',
    startAgain: 'Yeniden başlayın',
  },
} as const;

/** The language of the cookie; without one, the language negotiated from `Accept-Language`; else English. */
export const toLanguage = (cookie: string | undefined, accepted: string | false): Language => {
  if (isLanguage(cookie)) return cookie;
  return accepted === 'tr' ? 'tr' : 'en';
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

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(title)} – Appointments</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<main>
<div class="mark" aria-hidden="true">A</div>
${body}
</main>
</body>
</html>
`;

export interface SignInPage {
  language: Language;
  /** The path to which the form is submitted. */
  action: string;
  username: string;
  error: 'missing' | 'wrong' | { retryAfterSeconds: number } | null;
  /** An account that the page suggests. */
  example: { username: string; password: string };
}

/** The sign-in form. An error is an alert and in the title, and the focus is on the field to correct. */
export const signInPage = ({ language, action, username, error, example }: SignInPage): string => {
  const text = texts[language];
  const message =
    typeof error === 'object' ? error && text.limited(Math.ceil(error.retryAfterSeconds / 60)) : text[error];
  const invalid = message === null ? '' : ' aria-invalid="true" aria-describedby="error"';
  const [focusName, focusPassword] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    language,
    `${message === null ? '' : text.errorPrefix}${text.title}`,
    `<h1>${text.title}</h1>
<p>${text.intro}</p>
${message === null ? '' : `<div class="error" role="alert" id="error">${escape(message)}</div>\n`}<form method="post" action="${escape(action)}">
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
<p class="note">${text.demonstration} <strong>${escape(example.username)}</strong> / <strong>${escape(example.password)}</strong></p>`,
  );
};

/** The page for a sign-in that cannot continue, with a link to the application. */
export const signInErrorPage = (language: Language, kind: 'invalid' | 'expired'): string => {
  const text = texts[language];
  const title = kind === 'invalid' ? text.invalidTitle : text.expiredTitle;
  return page(
    language,
    title,
    `<h1>${title}</h1>
<p>${text[kind]}</p>
<a class="button" href="/">${text.startAgain}</a>`,
  );
};
