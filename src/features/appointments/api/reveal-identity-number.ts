import { useMutation } from '@tanstack/react-query';
import { fieldsOf } from '#contract/reading.ts';
import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import type { AppointmentKey } from './get-appointment.ts';

/** The full number, which the gateway gives and writes down only when a person asks for it; never cached. */
export const useRevealIdentityNumber = ({ tenant, id }: AppointmentKey) =>
  useMutation({
    gcTime: 0,
    mutationFn: () =>
      post(paths.identityNumber(id), {
        tenant,
        read: (json) => {
          const number = fieldsOf(json)?.identity_number;
          return typeof number === 'string' ? number : null;
        },
      }),
  });
