import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Tag } from '#contract/appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { withKeys } from '#lib/with-keys.ts';
import { Chip } from '#ui/chip.tsx';
import { isVisibleIn } from '#features/appointments/model/customer.ts';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../display-names.tsx';

/** The customer's tags. Tags of other clinics are counted but not shown. */
export function TagChips({ tags }: { tags: readonly Tag[] }) {
  const { t } = useLingui();
  const names = useDisplayNames();
  const { tenant } = useClinic();
  if (tags.length === 0) return null;
  const own = withKeys(tags, ({ id }) => id).filter(({ item }) => isVisibleIn(tenant.id, item.tenant_id));
  const hiddenCount = tags.length - own.length;
  return (
    <>
      <ul aria-label={t`Tags`} className="flex flex-wrap gap-1.5">
        {own.map(({ key, item: tag }) => (
          <li className="min-w-0" key={key}>
            <Chip color={tag.color}>
              <Changed path={`customer.tags.${key}`}>
                <bdi translate="no" className={tag.deleted_at ? 'line-through' : ''}>
                  {names.tag(tag)}
                </bdi>
              </Changed>
              {tag.deleted_at && (
                <span className="sr-only">
                  {' '}
                  <Trans>(deleted)</Trans>
                </span>
              )}
            </Chip>
          </li>
        ))}
      </ul>
      {hiddenCount > 0 && (
        <p className="mt-1 text-caption text-foreground-subtle">
          <Plural
            one="# tag of another clinic is not shown."
            other="# tags of another clinic are not shown."
            value={hiddenCount}
          />
        </p>
      )}
    </>
  );
}
