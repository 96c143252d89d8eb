import * as z from 'zod/mini';

/** What we write for `GET /api/v1/account/tenants`: the clinics the signed-in user belongs to. */
export const tenantsAnswerSchema = z.strictObject({
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
