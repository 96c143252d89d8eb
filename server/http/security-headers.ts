/** Which policy a service answers with, and whether its public address is https. */
export interface SecurityOptions {
  https: boolean;
}

/** For answers that no browser should ever render: JSON, redirects, errors. */
const bareContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * For the application's page: its own files and its own origin, inline only what the build put there, by its hash, and
 * nobody else's, except pictures from `pictureOrigins`. No script may write markup: the page makes no Trusted Types
 * policy, and none can be made.
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
 * The headers every answer carries, errors included. A route that serves a page puts its own
 * `content-security-policy` over the bare one.
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
