import { tenantHeader } from '#contract/endpoints.ts';

/** A positive integer without leading zeros, at most 19 digits; see `isIdentifier`. */
const identifier = { type: 'string', pattern: String.raw`^[1-9]\d{0,18}$` };

/** The request schema of a route of one appointment: its id in the path, the clinic in `X-Tenant`. */
export const appointmentSchema = {
  params: { type: 'object', properties: { id: identifier }, required: ['id'] },
  headers: {
    type: 'object',
    properties: { [tenantHeader.toLowerCase()]: identifier },
    required: [tenantHeader.toLowerCase()],
  },
} as const;

/** The types of a route with `appointmentSchema`. */
export interface AppointmentRoute {
  Params: { id: string };
  Headers: { 'x-tenant': string };
}
