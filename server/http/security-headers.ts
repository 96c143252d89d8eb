/** `https`: whether browsers reach the service over https, which adds HSTS. */
export interface SecurityOptions {
  https: boolean;
}

/** The policy of responses that are not pages: JSON, redirects, errors. */
const bareContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The content security policy of the application's page. It allows resources of its own origin, inline elements by their
 * hashes, and pictures from `pictureOrigins`. Trusted Types without any policy prevent scripts from writing markup.
 */
export const pageContentPolicy = (
  pictureOrigins: readonly string[],
  inline: { scripts: readonly string[]; styles: readonly string[] } = { scripts: [], styles: [] },
): string =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...inline.scripts].join(' ')}`,
    `style-src ${["'self'", ...inline.styles].join(' ')}`,
    `img-src ${["'self'", ...pictureOrigins].join(' ')}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/**
 * The headers of every response, errors included. A route that serves a page replaces the `content-security-policy` with
 * its own.
 */
export const securityHeaders = ({ https }: SecurityOptions): Record<string, string> => ({
  'content-security-policy': bareContentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy':
    'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), ' +
    'gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});
