import * as z from 'zod/mini';

/** What a sign-in gave, as it is kept: sealed, on the server. */
export const grantSchema = z.object({
  access: z.string(),
  refresh: z.nullable(z.string()),
  /** Unix time in milliseconds after which the access token is refused. */
  expiresAt: z.number(),
  user: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()) })),
});

export type Grant = z.infer<typeof grantSchema>;

const claimsSchema = z.object({ sub: z.string(), name: z.optional(z.string()) });

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/**
 * Who signed in, by an id_token that came straight from the token endpoint: over that connection its signature adds
 * nothing (OpenID Connect Core 3.1.3.7). Null where it names nobody.
 */
export const readUser = (idToken: unknown): Grant['user'] => {
  if (typeof idToken !== 'string') return null;
  const claims = claimsSchema.safeParse(decode(idToken.split('.')[1] ?? ''));
  return claims.success ? { id: claims.data.sub, name: claims.data.name ?? null } : null;
};
