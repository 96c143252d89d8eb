// oxlint-disable no-console -- nothing is written to it here: one line is kept from it
const knownWarning = 'oidc-provider WARNING: Unsupported runtime.';

/**
 * oidc-provider names its supported runtimes on the console while it loads. Node 20 is not among them, and everything
 * used of it is tested there; so that one line, which would be the first of every start, is left out. Other warnings
 * pass.
 */
const loadQuietly = async () => {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(knownWarning)) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
};

/** The library's values; its types come from 'oidc-provider' itself. */
export const oidcProvider = await loadQuietly();
