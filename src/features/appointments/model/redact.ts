import { fieldsOf } from '#contract/readers.ts';
import { isVisibleIn, maskIdentityNumber } from './customer.ts';

interface Redaction {
  /** The number of the clinic whose tags are shown. */
  tenant: string;
  /** Replaces a tag of another clinic. */
  foreignTag: string;
  /** Replaces a value that is nested too deeply. */
  tooDeep: string;
}

const isHiddenTag = (tag: unknown, tenant: string): boolean => {
  const owner = fieldsOf(tag)?.tenant_id;
  return (
    (typeof owner === 'number' || typeof owner === 'string') && !isVisibleIn(tenant, String(owner).trim())
  );
};

/** Recursion deeper than this could exceed the stack. */
const maxDepth = 300;

/**
 * A copy of any JSON value with identity numbers masked and tags of other clinics removed, at any depth. `name` is
 * the value's key, if it has one.
 */
export const redact = (value: unknown, redaction: Redaction, name = '', depth = 0): unknown => {
  if (name.startsWith('identity_number') && value !== null && !Array.isArray(value))
    return maskIdentityNumber(
      typeof value === 'string' || typeof value === 'number' ? String(value) : '????',
    );
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return redaction.tooDeep;
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      name === 'tags' && isHiddenTag(item, redaction.tenant)
        ? { withheld: redaction.foreignTag }
        : redact(item, redaction, name === 'tags' ? '' : name, depth + 1),
    );
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redact(inner, redaction, key, depth + 1)]),
  );
};
