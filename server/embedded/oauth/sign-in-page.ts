import type { Language } from './language.ts';
import { texts } from './sign-in-texts.ts';

export const stylePath = '/oauth/sign-in.css';

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

export type SignInFailure = { kind: 'missing' } | { kind: 'wrong' } | { kind: 'wait'; seconds: number };

export interface SignInPage {
  language: Language;
  /** Where the form goes. */
  action: string;
  username: string;
  failure: SignInFailure | null;
  /** An account to try, where the data is a demonstration. */
  hint: { username: string; password: string } | null;
}

/** The sign-in form. After a failure the message is an alert, the title says so, and the focus is where to go on. */
export const signInPage = ({ language, action, username, failure, hint }: SignInPage): string => {
  const say = texts[language];
  const message =
    failure && (failure.kind === 'wait' ? say.wait(Math.ceil(failure.seconds / 60)) : say[failure.kind]);
  const invalid = failure === null ? '' : ' aria-invalid="true" aria-describedby="error"';
  const [focusName, focusPassword] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    language,
    `${message === null ? '' : say.errorPrefix}${say.title}`,
    `<h1>${say.title}</h1>
<p>${say.intro}</p>
${message === null ? '' : `<div class="error" role="alert" id="error">${escape(message)}</div>\n`}<form method="post" action="${escape(action)}">
<div>
<label for="username">${say.username}</label>
<input id="username" name="username" type="text" value="${escape(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" inputmode="email" maxlength="200" required${invalid}${focusName}>
</div>
<div>
<label for="password">${say.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required${invalid}${focusPassword}>
</div>
<div class="actions">
<button class="primary" type="submit">${say.signIn}</button>
<button type="submit" name="action" value="cancel" formnovalidate>${say.cancel}</button>
</div>
</form>${
      hint === null
        ? ''
        : `\n<p class="note">${say.demonstration} <strong>${escape(hint.username)}</strong> / <strong>${escape(hint.password)}</strong></p>`
    }`,
  );
};

/** What is left to say where a sign-in cannot go on; the link leads to the application. */
export const signInProblemPage = (language: Language, kind: 'broken' | 'expired'): string => {
  const say = texts[language];
  const title = kind === 'broken' ? say.brokenTitle : say.expiredTitle;
  return page(
    language,
    title,
    `<h1>${title}</h1>
<p>${kind === 'broken' ? say.broken : say.expired}</p>
<a class="button" href="/">${say.startAgain}</a>`,
  );
};
