import { linkParameters } from './endpoints.ts';
import { clinicParameter, type Link, readLink } from './link.ts';

const isKnown = (part: string): boolean => linkParameters.some((name) => part.startsWith(`${name}=`));

/** The hash of a row. Other text is not needed. */
const rowHash = /^#[\w-]+$/;

/**
 * The parts of a link that the application needs after a sign-in: the repaired path, the parameters that it knows, the
 * clinic as in `clinicParameter`, and the hash.
 */
export const reduceLink = (link: Link & { hash: string }): string => {
  const { path, others, named } = readLink(link);
  const clinic = clinicParameter(named);
  const query = [...others.filter(isKnown), ...(clinic === null ? [] : [clinic])].join('&');
  return path + (query && `?${query}`) + (rowHash.test(link.hash) ? link.hash : '');
};
