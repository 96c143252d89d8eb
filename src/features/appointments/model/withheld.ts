import { fieldsOf } from '#contract/reading.ts';
import { maskIdentity } from './identity.ts';

/** Stands in a raw answer for the tag of another clinic, which its readers are not to know. */
const foreignTag = { withheld: 'a tag of another clinic' };

/** Whether a tag may be shown in a clinic; one that names none may. */
export const belongsTo = (tenant: string, tagTenant: string | null): boolean =>
  tagTenant === null || tagTenant === tenant;

const isForeignTag = (tag: unknown, tenant: string): boolean => {
  const owner = fieldsOf(tag)?.tenant_id;
  return (typeof owner === 'number' || typeof owner === 'string') && !belongsTo(tenant, String(owner).trim());
};

/** Deeper than this nobody reads, and whoever walks it runs out of stack: it is said instead. */
const deepest = 300;
const tooDeep = '… (nested too deeply to be shown)';

/**
 * A copy of any JSON value as it may be shown in a clinic: every identity number masked and every tag of another
 * clinic withheld, at whatever depth. `name` is the value's own key, where it has one.
 */
export const withheld = (value: unknown, tenant: string, name = '', depth = 0): unknown => {
  if (name.startsWith('identity_number') && value !== null && !Array.isArray(value))
    return maskIdentity(typeof value === 'string' || typeof value === 'number' ? String(value) : '????');
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return tooDeep;
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      name === 'tags' && isForeignTag(item, tenant)
        ? foreignTag
        : withheld(item, tenant, name === 'tags' ? '' : name, depth + 1),
    );
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withheld(inner, tenant, key, depth + 1)]),
  );
};
