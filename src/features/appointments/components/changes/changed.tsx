import { Trans } from '@lingui/react/macro';
import { createContext, type ReactNode, useContext } from 'react';
import type { FieldPath } from '#features/appointments/model/changes.ts';

const ChangedContext = createContext<ReadonlySet<FieldPath>>(new Set());

export const ChangedProvider = ({
  fields,
  children,
}: {
  fields: ReadonlySet<FieldPath>;
  children: ReactNode;
}) => <ChangedContext value={fields}>{children}</ChangedContext>;

/** Whether a field, or a field below it, changed since the user last saw it. */
const useChanged = (path: FieldPath): boolean => {
  const fields = useContext(ChangedContext);
  if (fields.size === 0) return false;
  return fields.has(path) || [...fields].some((field) => field.startsWith(`${path}.`));
};

/** Marks its content if the field changed since the user last saw it. */
export function Changed({ path, children }: { path: FieldPath; children: ReactNode }) {
  const changed = useChanged(path);
  // The element is always there: replacing its content, which may have the focus, would move the focus to `body`.
  return (
    <span
      className={
        changed ? '-mx-1 rounded bg-warn-soft box-decoration-clone px-1 ring-1 ring-warn/40' : undefined
      }
    >
      {children}
      {changed && (
        <span className="sr-only">
          {' '}
          <Trans>(changed)</Trans>
        </span>
      )}
    </span>
  );
}
