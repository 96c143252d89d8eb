import type { Records } from './records.ts';

/** Identifiers of the tags, the same in every clinic. */
export const tag = {
  vip: 1,
  latexAllergy: 2,
  prefersWhatsApp: 3,
  brightYellow: 4,
  midGrey: 5,
  unparsable: 6,
  noColour: 7,
  deleted: 8,
  nameless: 9,
} as const;

const colours: readonly (readonly [id: number, name: string | null, color: string | null])[] = [
  [tag.vip, 'VIP', '#ffe8d6'],
  [tag.latexAllergy, 'Latex allergy', '#fde2e4'],
  [tag.prefersWhatsApp, 'Prefers WhatsApp', '#e0ecff'],
  [tag.brightYellow, 'Needs a call back', '#ffff00'],
  [tag.midGrey, 'Haftaiçi öğleden sonra', '#808080'],
  [tag.unparsable, 'يفضل الصباح', 'sunset-ish'],
  [tag.noColour, 'Referred by a friend', null],
  [tag.deleted, 'Old campaign', '#7b1fa2'],
  [tag.nameless, null, '#0b6e6e'],
];

export const addTags = (records: Records, tenant: number, made: string): void => {
  records.tags.push(
    ...colours.map(([id, name, color]) => ({
      tenant_id: tenant,
      id,
      name,
      color,
      created_at: made,
      updated_at: made,
      deleted_at: id === tag.deleted ? made : null,
    })),
  );
};
