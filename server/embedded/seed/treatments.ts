import { createCatalogue, every, type TreatmentSpec } from './catalogue.ts';
import type { Clinic } from './clinics.ts';
import type { Records } from './records.ts';

/** Identifiers of the treatments that the fixed appointments name. The same in every clinic. */
export const treatment = {
  skinBooster: 1,
  ledPhototherapy: 2,
  consultation: 3,
  botulinum: 4,
  chemicalPeel: 5,
  microneedling: 6,
  inactive: 10,
  deleted: 11,
  free: 12,
  unpriced: 13,
  gapsDisagree: 14,
  offsetsMissing: 15,
  emptySession: 16,
  bare: 17,
  longName: 18,
} as const;

/** The first of the sixty treatments of the big plan. */
export const areas = { from: 101, count: 60 } as const;

const groups: Omit<Records['treatment_groups'][number], 'tenant_id'>[] = [
  { id: 1, name: 'Injectables', is_active: true },
  { id: 2, name: 'Devices', is_active: true },
  { id: 3, name: 'Skin care', is_active: true },
  { id: 4, name: 'Laser hair removal', is_active: true },
  { id: 5, name: 'Retired methods', is_active: false },
];

const brands: Omit<Records['brands'][number], 'tenant_id'>[] = [
  { id: 1, name: 'Galderma' },
  { id: 2, name: 'EMLA' },
  { id: 3, name: 'TSK' },
  { id: 4, name: 'House brand' },
];

const products: Omit<Records['products'][number], 'tenant_id'>[] = [
  {
    id: 1,
    name: 'Restylane Vital Light',
    full_name: 'Restylane Vital Light 1 ml',
    brand_id: 1,
    unit_code_id: 'SYR',
  },
  {
    id: 2,
    name: 'Lidocaine 2% cream',
    full_name: 'Lidocaine 2% cream 30 g',
    brand_id: 2,
    unit_code_id: 'GRM',
  },
  { id: 3, name: 'Cannula 25G', full_name: 'Cannula 25G 50 mm', brand_id: 3, unit_code_id: 'C62' },
  {
    id: 4,
    name: 'Glycolic acid 30%',
    full_name: 'Glycolic acid 30% 60 ml',
    brand_id: 4,
    unit_code_id: 'MLT',
  },
  {
    id: 5,
    name: 'Sterile gauze',
    full_name: 'Sterile gauze 10 × 10 cm',
    brand_id: null,
    unit_code_id: 'C62',
  },
  { id: 6, name: 'Cooling gel', full_name: null, brand_id: 4, unit_code_id: 'GRM' },
  { id: 7, name: 'Unlabelled sample', full_name: null, brand_id: null, unit_code_id: null },
];

export const unitCodes: Records['unit_codes'] = [
  { id: 'SYR', name: 'syringe', code: 'SYR' },
  { id: 'GRM', name: 'g', code: 'GRM' },
  { id: 'C62', name: 'pcs', code: 'C62' },
  { id: 'MLT', name: 'ml', code: 'MLT' },
];

const parts =
  'Upper lip,Chin,Cheeks,Full face,Neck,Nape,Shoulders,Upper back,Lower back,Chest,Abdomen,Navel line,Underarms,Upper arms,Forearms,Hands,Fingers,Bikini line,Full bikini,Buttocks,Thighs,Knees,Lower legs,Feet,Toes,Sideburns,Brow line,Ears,Jaw line,Flanks'.split(
    ',',
  );

const areaTreatments = (users: readonly number[]): TreatmentSpec[] =>
  Array.from({ length: areas.count }, (_, index) => ({
    id: areas.from + index,
    name: `Laser hair removal – ${parts[index % parts.length]}, ${index < parts.length ? 'alexandrite' : 'diode'}`,
    group: 4,
    price: `${450 + (index % 12) * 75}.00`,
    keywords: ['laser', 'hair removal'],
    users,
    sessions: every(42, 3 + (index % 4), [
      [6, 10 + (index % 5) * 2.5],
      [5, 2],
    ]),
  }));

/** Treatments that show what a plan can look like when the record is odd. */
const oddTreatments = (deletedAt: string): TreatmentSpec[] => [
  {
    id: treatment.inactive,
    name: 'Carbon peel (no longer offered)',
    group: 5,
    price: '1200.00',
    active: 'false',
    sessions: every(14, 2),
  },
  {
    id: treatment.deleted,
    name: 'Ozone therapy',
    group: 5,
    price: '900.00',
    active: 'false',
    deleted: deletedAt,
    sessions: every(7, 3),
  },
  {
    id: treatment.free,
    name: 'Complimentary skin analysis',
    group: 3,
    price: '0.00',
    tax: 0,
    sessions: every(0, 1),
  },
  { id: treatment.unpriced, name: 'Treatment priced on the day', group: 3, price: null, tax: null },
  {
    id: treatment.gapsDisagree,
    name: 'Mesotherapy (gaps and offsets disagree)',
    group: 1,
    price: '3100.50',
    tax: 8,
    sessions: [
      { order: 1, gap: 14, offset: 0, uses: [[1, 1]] },
      { order: 2, gap: 14, offset: 21, uses: [[1, 1]] },
      { order: 3, gap: null, offset: 30, uses: [[1, 0.5]] },
    ],
  },
  {
    id: treatment.offsetsMissing,
    name: 'Enzyme peel (offsets missing)',
    group: 3,
    price: '1750.00',
    sessions: [
      { order: 1, gap: 10, offset: null, uses: [[4, 15]] },
      { order: 2, gap: 10, offset: null, uses: [[4, 15]] },
      { order: 3, gap: null, offset: null, uses: [] },
    ],
  },
  {
    id: treatment.emptySession,
    name: 'PRP (sessions without order or gaps)',
    group: 1,
    price: '2600.00',
    sessions: [
      { order: null, gap: null, offset: null, uses: [[7, null]] },
      { order: null, gap: null, offset: null, uses: [[null, 2]] },
    ],
  },
  { id: treatment.bare, name: null, group: null, price: null, tax: null, session: null },
  {
    id: treatment.longName,
    name: 'Fractional non-ablative rejuvenation of face, neck and décolletage with post-treatment barrier repair and twelve-week photoprotection follow-up',
    group: 2,
    price: '12345678.90',
    tax: 18.5,
    description: 'A name, a price and a description at the far end of what is entered in practice. '
      .repeat(6)
      .trim(),
    keywords: ['fractional', 'rejuvenation', 'photoprotection', 'barrier repair'],
    extra: { contraindications: 'isotretinoin within 6 months', patch_test: true, downtime_days: 3 },
    sessions: every(28, 6, [[6, 12.5]]),
  },
];

const usualTreatments = (doctor: number, assistant: number): TreatmentSpec[] => [
  {
    id: treatment.skinBooster,
    name: 'Hydrating skin booster',
    group: 1,
    price: '8500.00',
    keywords: ['hyaluronic acid', 'hydration'],
    description: 'Micro-injections of stabilised hyaluronic acid across the face.',
    extra: { consent_form: 'SB-2', photos: true },
    users: [doctor, assistant],
    sessions: every(21, 4).map((session, index) => ({
      ...session,
      uses:
        index < 3
          ? [
              [1, 2],
              [2, 5],
              [3, 2],
            ]
          : [
              [1, 1],
              [2, 5],
            ],
    })),
  },
  {
    id: treatment.ledPhototherapy,
    name: 'LED phototherapy',
    group: 2,
    price: '2400.00',
    keywords: ['light'],
    users: [assistant],
    sessions: every(7, 3),
  },
  { id: treatment.consultation, name: 'Consultation', group: 3, price: '750.00', users: [doctor] },
  {
    id: treatment.botulinum,
    name: 'Botulinum toxin, upper face',
    group: 1,
    price: '6200.00',
    users: [doctor],
    sessions: every(120, 2, [[5, 4]]),
  },
  {
    id: treatment.chemicalPeel,
    name: 'Chemical peel',
    group: 3,
    price: '1950.75',
    tax: 10,
    users: [doctor, assistant],
    sessions: every(28, 3, [
      [4, 7.5],
      [5, 6],
    ]),
  },
  {
    id: treatment.microneedling,
    name: 'Microneedling',
    group: 2,
    price: '3300.00',
    users: [assistant],
    sessions: every(30, 4, [
      [2, 10],
      [5, 4],
    ]),
  },
];

/** The catalogue of a clinic: what it usually does, the odd records, and the sixty areas of the big plan. */
export const addTreatments = (records: Records, clinic: Clinic, made: string): void => {
  const of = { tenant_id: clinic.id };
  const [doctor = 1] = clinic.staff.doctors;
  const [assistant = 1] = clinic.staff.assistants;
  records.treatment_groups.push(...groups.map((group) => ({ ...of, ...group })));
  records.brands.push(...brands.map((brand) => ({ ...of, ...brand })));
  records.products.push(...products.map((product) => ({ ...of, ...product })));
  const { add } = createCatalogue(records, clinic.id, made);
  const all = [...usualTreatments(doctor, assistant), ...oddTreatments(made), ...areaTreatments([assistant])];
  for (const spec of all) add(spec);
};
