import { splitHeader } from './header-list.ts';

/**
 * The tags of an `Accept-Language` header, the most wanted first; those that weigh the same stay in their order,
 * and what is refused with `q=0` is left out.
 */
export const acceptedLanguages = (header: string | undefined): string[] =>
  splitHeader(header)
    .map((entry) => {
      const [tag = '', ...parameters] = splitHeader(entry, ';');
      const q = parameters.find((parameter) => /^q=/i.test(parameter));
      return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) || 0 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
