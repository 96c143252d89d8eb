import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { redact } from '#features/appointments/model/redact.ts';
import { useClinic } from '#lib/clinic.tsx';

/** The redaction of any JSON value for the user's clinic; `name` is the value's key, if it has one. */
export const useRedact = (): ((value: unknown, name?: string) => unknown) => {
  const { t } = useLingui();
  const { tenant } = useClinic();
  return useCallback(
    (value, name) => {
      const foreignTag = t({ message: 'a tag of another clinic', comment: 'In JSON, in place of a tag' });
      const tooDeep = t`… (nested too deeply to be shown)`;
      return redact(value, { tenant: tenant.id, foreignTag, tooDeep }, name);
    },
    [t, tenant.id],
  );
};
