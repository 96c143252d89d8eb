import { splitHeader } from './header-list.ts';

/** `q=0`, in any of its lengths. */
const zero = /^q=0(\.0*)?$/i;

/**
 * The packing to answer a request with, by its `Accept-Encoding`; null for none. `q=0` is rare enough to be read as a
 * refusal of packing altogether.
 */
export const preferredCoding = (accepted = ''): 'br' | 'gzip' | null => {
  const refuses = splitHeader(accepted).some((coding) =>
    splitHeader(coding, ';').some((part) => zero.test(part)),
  );
  if (refuses) return null;
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
};
