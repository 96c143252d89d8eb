import * as z from 'zod/mini';

/** The embedded service's response for `GET /api/v1/account/tenants`: the clinics of the signed-in user. */
export const tenantsResponseSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.int().check(z.positive()),
      name: z.string(),
      logo_url: z.nullable(z.string()),
      /** IANA zone; absent where the clinic follows the installation's own. */
      timezone: z.nullable(z.string()),
    }),
  ),
});
