// A browser of cookies and redirects alone: enough to sign in without opening a real one.

/**
 * @typedef {object} Visitor
 * @property {(path: string, form?: Record<string, string>) => Promise<string>} browse opens an address, or sends a
 *   form to it, and says where it leads to; empty where it leads nowhere
 * @property {Map<string, string>} cookies
 */

/** @param {string} origin @returns {Visitor} */
export const visit = (origin) => {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  /** @type {Visitor['browse']} */
  const browse = async (path, form) => {
    const answer = await fetch(new URL(path, origin), {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    });
    await answer.body?.cancel();
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer.headers.get('location') ?? '';
  };
  return { browse, cookies };
};
