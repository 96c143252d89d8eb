const darkColors = `
  color-scheme: dark;
  --canvas: #0e141b; --surface: #151d26; --line: #263341; --field-line: #75869a;
  --ink: #e8eef4; --ink-2: #b0bdcb; --accent: #4fc3bd; --on-accent: #06201f;
  --bad: #ff8a80; --bad-soft: #3b1a1a; --note: #12353a; --note-ink: #8be0da; --shadow: none;
`;

/** The stylesheet of the sign-in pages. There are no inline styles, so the content policy needs no exception. */
export const signInStyle = `:root {
  color-scheme: light;
  --canvas: #f6f7f9; --surface: #fff; --line: #e3e7ec; --field-line: #7a8897;
  --ink: #12202f; --ink-2: #48586a; --accent: #0b6e6e; --on-accent: #fff;
  --bad: #b3261e; --bad-soft: #fdeaea; --note: #e2f2f1; --note-ink: #064e4e;
  --shadow: 0 1px 2px rgb(16 32 48 / .05), 0 1px 8px rgb(16 32 48 / .04);
}
:root[data-scheme="dark"] {${darkColors}}
@media (prefers-color-scheme: dark) { :root:not([data-scheme]) {${darkColors}} }
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 16px;
  background: var(--canvas); color: var(--ink);
  font: 16px/1.5 Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif;
}
main {
  width: 100%; max-width: 400px; padding: 28px; overflow-wrap: anywhere;
  background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow);
}
.mark {
  width: 36px; height: 36px; border-radius: 10px; display: grid; place-items: center; margin: 0 0 16px;
  background: #0b6e6e; color: #fff; font-weight: 700; font-size: 18px;
}
main.wide { max-width: 820px; }
.columns { display: grid; gap: 32px; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 720px) { .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 40px; } }
h1 { font-size: 24px; line-height: 1.25; letter-spacing: -.01em; margin: 0; }
h2 { font-size: 18px; line-height: 1.25; margin: 0; }
p { margin: 4px 0 0; color: var(--ink-2); }
form { margin-top: 16px; }
.fields { display: grid; gap: 16px; }
label { display: block; font-weight: 600; font-size: 14px; margin-bottom: 4px; }
input {
  width: 100%; font: inherit; color: inherit; background: var(--surface); padding: 9px 12px; min-height: 44px;
  border: 1px solid var(--field-line); border-radius: 9px;
}
input[aria-invalid="true"] { border-color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.error {
  margin-top: 16px; padding: 10px 12px; border-radius: 9px; background: var(--bad-soft); color: var(--bad);
  font-weight: 600; font-size: 15px;
}
.note { margin-top: 20px; padding: 10px 12px; border-radius: 9px; background: var(--note); color: var(--note-ink); font-size: 14px; }
.note strong { font-weight: 650; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; }
button, .button {
  flex: 1 1 120px; min-height: 44px; padding: 9px 16px; font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  border-radius: 9px; border: 1px solid var(--field-line); background: var(--surface); color: var(--ink); cursor: pointer;
}
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button { display: inline-block; margin-top: 20px; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
li button { width: 100%; text-align: start; font-weight: 400; line-height: 1.35; }
li strong, li span { display: block; }
li span { color: var(--ink-2); font-size: 14px; }
button:hover, .button:hover { border-color: var(--accent); }
summary { width: fit-content; margin-top: 8px; padding: 10px 4px; font-size: 14px; font-weight: 600; cursor: pointer; border-radius: 9px; }
details[open] summary { margin-bottom: 4px; }
@media (max-width: 359px) { main { padding: 20px 16px; } }
@media (forced-colors: active) { .mark { border: 1px solid; } }
`;
