import * as z from 'zod/mini';
import { customer, deviations, id, instant, problem, text } from './schedule.schema.ts';

/** The gateway's response for the day sheet: never phone or identity numbers. */
export const daySheetSchema = z.strictObject({
  records: z.array(
    z.strictObject({
      id,
      record: z.nullable(
        z.strictObject({
          customer: z.nullable(customer),
          room_name: text,
          deleted_at: instant,
          treatments: z.array(
            z.strictObject({
              name: text,
              sessions: z.array(
                z.strictObject({
                  session_order: z.nullable(z.int()),
                  products: z.array(z.strictObject({ name: text, quantity: text, unit: text })),
                }),
              ),
            }),
          ),
        }),
      ),
      problem,
    }),
  ),
  deviations,
});

export type DaySheetBody = z.infer<typeof daySheetSchema>;
