import { customer } from './showcase.ts';
import type { CustomerRow, Records } from './records.ts';
import { tag } from './tags.ts';

const nobody = {
  tenant_id: 1,
  first_name: null,
  last_name: null,
  phone_number: null,
  email: null,
  date_of_birth: null,
  country_name: null,
  identity_number: null,
  job: null,
  address: null,
  default_channel_id: null,
  avatar_url: null,
  related_user_id: null,
  deleted_at: null,
} satisfies Partial<CustomerRow>;

/** Put in place of the made-up customers with the same ids. `made` is the instant they were entered. */
export const addFixedCustomers = (records: Records, made: string): void => {
  const stamps = { created_at: made, updated_at: made };
  const fixed: CustomerRow[] = [
    {
      ...nobody,
      ...stamps,
      id: customer.zeynep,
      first_name: 'Zeynep',
      last_name: 'Öztürk',
      phone_number: '+90 532 000 00 42',
      email: 'zeynep@example.com',
      date_of_birth: '1992-03-03',
      country_name: 'Türkiye',
      // Ends as in the pictures; its tenth digit does not follow from the others, so nobody can have it.
      identity_number: '10000004210',
      job: 'Architect',
      address: 'Teşvikiye Mah. 14, Şişli, İstanbul',
      default_channel_id: 2,
      related_user_id: 1,
    },
    { ...nobody, id: customer.sparse, first_name: 'Ayla', created_at: null, updated_at: null },
    {
      ...nobody,
      ...stamps,
      id: customer.arabic,
      first_name: 'مريم',
      last_name: 'الحسن',
      phone_number: '+90 532 000 00 51',
      email: 'maryam@example.com',
      date_of_birth: '1988-11-30',
      country_name: 'الأردن',
      job: 'مهندسة معمارية',
      address: 'شارع الرينبو ١٢، عمّان',
    },
    {
      ...nobody,
      ...stamps,
      id: customer.colours,
      first_name: 'Ilgın',
      last_name: 'Işık',
      phone_number: '+90 532 000 00 52',
      email: 'ilgin@example.com',
      date_of_birth: '2000-02-29',
      country_name: 'Türkiye',
    },
    {
      ...nobody,
      ...stamps,
      id: customer.deleted,
      first_name: 'Umut',
      last_name: 'Sarı',
      email: 'umut@example.com',
      deleted_at: made,
    },
  ];
  const ids = new Set(fixed.map(({ id }) => id));
  records.customers = [
    ...records.customers.filter(({ tenant_id, id }) => tenant_id !== 1 || !ids.has(id)),
    ...fixed,
  ];
  const tags: readonly (readonly [customer: number, tags: readonly number[]])[] = [
    [customer.zeynep, [tag.vip, tag.latexAllergy, tag.prefersWhatsApp]],
    [customer.arabic, [tag.unparsable]],
    [customer.colours, [tag.brightYellow, tag.midGrey, tag.unparsable, tag.noColour, tag.nameless]],
    [customer.deleted, [tag.deleted]],
  ];
  records.customer_tags = [
    ...records.customer_tags.filter(({ tenant_id, customer_id }) => tenant_id !== 1 || !ids.has(customer_id)),
    ...tags.flatMap(([id, list]) =>
      list.map((one, index) => ({ tenant_id: 1, customer_id: id, position: index + 1, tag_id: one })),
    ),
  ];
};
