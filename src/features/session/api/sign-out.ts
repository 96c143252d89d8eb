import { useMutation } from '@tanstack/react-query';
import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';

/** Ends the sign-in at the gateway, then runs `afterwards`, which must leave nothing of it on the page. */
export const useSignOut = (afterwards: () => void = () => undefined) =>
  useMutation({ mutationFn: () => post(paths.signOut, { read: () => null }), onSuccess: afterwards });
