import { fieldsOf } from '#contract/readers.ts';
import { isVisibleIn, maskIdentityNumber } from './customer.ts';

/** Replaces a tag of another clinic in a raw response. */
const redactedTag = { withheld: 'a tag of another clinic' };

const isHiddenTag = (tag: unknown, tenant: string): boolean => {
  const owner = fieldsOf(tag)?.tenant_id;
  return (
    (typeof owner === 'number' || typeof owner === 'string') && !isVisibleIn(tenant, String(owner).trim())
  );
};

/** Recursion deeper than this could exceed the stack. */
const maxDepth = 300;
const tooDeepText = '… (nested too deeply to be shown)';

/**
 * A copy of any JSON value with identity numbers masked and tags of other clinics removed, at any depth. `name` is
 * the value's key, if it has one.
 */
export const redact = (value: unknown, tenant: string, name = '', depth = 0): unknown => {
  if (name.startsWith('identity_number') && value !== null && !Array.isArray(value))
    return maskIdentityNumber(
      typeof value === 'string' || typeof value === 'number' ? String(value) : '????',
    );
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return tooDeepText;
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      name === 'tags' && isHiddenTag(item, tenant)
        ? redactedTag
        : redact(item, tenant, name === 'tags' ? '' : name, depth + 1),
    );
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redact(inner, tenant, key, depth + 1)]),
  );
};
