import { plainText, readNumber } from './digits.ts';
import type { Tenant } from './tenant.ts';

/**
 * The rule for links, of the gateway and the page: in which clinic a URL opens. Numbers are unique within a clinic
 * only, so a link that names its clinic incorrectly or not at all may mean the record of another person.
 */

/** Path and query of a URL of the application. */
export interface Link {
  pathname: string;
  /** Empty, or with its question mark. */
  search: string;
}

/** A record of a link. */
interface RecordOfLink {
  /** `appointments` or `customers`. */
  collection: string;
  id: string;
}

/** The clinic of a link for one user. */
export type ClinicOfLink =
  /** `link`: the path and query as they are to be shown and copied, with the clinic; the same as those of the URL if complete. */
  | { kind: 'chosen'; tenant: Tenant; link: string }
  /** The link names no clinic, several, or one that is not readable, and the user must choose. */
  | { kind: 'ask' }
  /** The link names a clinic that the user does not belong to. */
  | { kind: 'not-member'; requested: string }
  /** The user belongs to no clinic. */
  | { kind: 'none' }
  /** The service did not list the clinics, and the link does not name one exactly. */
  | { kind: 'unknown' };

const recordPath = /^\/(appointments|customers)\/([^/]+)\/?$/i;

/** Parameters whose values are numbers within a clinic. */
const scopedParameter = /[?&;](?:doctor|room)=/i;

const exactClinic = /(?:^\?|&)tenant=[1-9]\d{0,18}(?:&|$)/;

/** The beginning of the parameter name `tenant`, at which a link may be cut off. */
const cutOffName = /^te?n?a?n?$/i;

/** Programs that send links encode them again, several times at most. */
const maxEncodings = 4;

const decodeOnce = (bytes: string): string => {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
};

const decode = (text: string): string => {
  let decoded = text.replaceAll('+', ' ');
  for (let count = 0; count < maxEncodings; count += 1)
    decoded = decoded.replaceAll(/(?:%[\da-f]{2})+/gi, decodeOnce);
  return plainText(decoded);
};

/** The parts of decoded text, wherever a program has lost, encoded or replaced a separator. */
const split = (text: string): string[] => text.split(/[?&;#]/);

/** Whether a part names the clinic: in a parameter name, or in a value as if another parameter began there. */
const namesClinic = (part: string): boolean =>
  /^[^=]*tenant|tenant(?:[\s=:\d]|$)/i.test(part) || cutOffName.test(part);

/** The clinic that a part of a link names; null if it is not readable. */
const clinicIn = (part: string): string | null => readNumber(/tenant[\s=:]*([^]*)$/i.exec(part)?.[1] ?? '');

/** Whether an encoded part of a query is, or may be the beginning of, the clinic's parameter. */
const mentionsClinic = (part: string): boolean => split(decode(part)).some(namesClinic);

/** Parses a link, independently of the user's clinics. */
export const readLink = ({ pathname, search }: Link) => {
  const [, collection = '', segment = ''] = recordPath.exec(pathname) ?? [];
  const [number = '', ...rest] = split(decode(segment));
  const id = readNumber(number);
  const record: RecordOfLink | null = id === null ? null : { collection: collection.toLowerCase(), id };
  const mentions = [...(record ? rest : []), ...split(decode(search))].filter(namesClinic);
  return {
    record,
    path: record ? `/${record.collection}/${record.id}` : pathname,
    /** The query without the clinic, as it is in the URL. */
    others: split(search).filter((part) => part !== '' && part !== 'amp' && !mentionsClinic(part)),
    /** The clinics that the link names; null stands for one that is not readable. */
    named: [...new Set(mentions.map(clinicIn))],
    isExact: mentions.length === 1 && exactClinic.test(search),
  };
};

/** The record of a link, whose path may be damaged; null if the link does not lead to a record. */
export const recordOf = (pathname: string): RecordOfLink | null => readLink({ pathname, search: '' }).record;

/** The link in a clinic: repaired, with the clinic in place of every mention of one. */
export const linkInClinic = (link: Link, tenant: string): string => {
  const { path, others } = readLink(link);
  return `${path}?${[...others, `tenant=${tenant}`].join('&')}`;
};

/** The `tenant` parameter for the clinics that a link names: empty if ambiguous, so that the user is asked; null without one. */
export const clinicParameter = (named: readonly (string | null)[]): string | null =>
  named.length > 0 ? `tenant=${(named.length === 1 && named[0]) || ''}` : null;

/**
 * The clinic of a link among those of the user. `tenants` is null if the service did not list them; then a clinic that
 * the link names exactly is accepted, because the service checks it in any case. `current`, the last used clinic, is
 * only that of pages without a record: every mention of a clinic in a link must fit exactly one of the
 * user's, otherwise the user is asked.
 */
export const clinicOfLink = (
  link: Link,
  tenants: readonly Tenant[] | null,
  current: string | null,
): ClinicOfLink => {
  const { record, path, named, isExact } = readLink(link);
  const [requested = null] = named.length === 1 ? named : [];
  const chosen = (tenant: Tenant): ClinicOfLink => {
    const isComplete = isExact && path === link.pathname;
    return { kind: 'chosen', tenant, link: isComplete ? path + link.search : linkInClinic(link, tenant.id) };
  };

  if (tenants === null)
    return isExact && requested !== null
      ? chosen({ id: requested, name: `#${requested}`, timezone: null })
      : { kind: 'unknown' };
  const [first, ...others] = tenants;
  if (!first) return { kind: 'none' };
  if (named.length > 0) {
    const own = tenants.find(({ id }) => id === requested);
    if (own) return chosen(own);
    return requested === null ? { kind: 'ask' } : { kind: 'not-member', requested };
  }
  if (!record && !scopedParameter.test(link.search))
    return chosen(tenants.find(({ id }) => id === current) ?? first);
  return others.length === 0 ? chosen(first) : { kind: 'ask' };
};
