// An HTTP client with cookies and redirects, to sign in without a browser.

/**
 * @typedef {object} Visitor
 * @property {(path: string, form?: Record<string, string>) => Promise<string>} browse requests a path, or posts a
 *   form to it, and resolves to the `Location` of the response; empty if there is none
 * @property {Map<string, string>} cookies
 */

/** @param {string} origin @returns {Visitor} */
export const visit = (origin) => {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  /** @type {Visitor['browse']} */
  const browse = async (path, form) => {
    const response = await fetch(new URL(path, origin), {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    });
    await response.body?.cancel();
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response.headers.get('location') ?? '';
  };
  return { browse, cookies };
};
