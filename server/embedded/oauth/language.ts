import { splitHeader } from '#server/http/header-list.ts';

export type Language = 'en' | 'tr';

/**
 * The language of a page from `Accept-Language`: of Turkish and English the one with the greater weight, the
 * earlier one where they weigh the same; English where neither is named.
 */
export const preferredLanguage = (header: string | undefined): Language => {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const entry of splitHeader(header?.toLowerCase())) {
    const [tag = '', ...parameters] = splitHeader(entry, ';');
    const [base] = tag.split('-');
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2)) || 0;
    if ((base === 'tr' || base === 'en') && weight > best.weight) best = { language: base, weight };
  }
  return best.language;
};
