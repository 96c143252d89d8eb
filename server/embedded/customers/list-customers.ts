import type { PagedList } from '../lists/pages.ts';
import { customerJson } from './customer-json.ts';

/** Which columns `search` looks at is not documented: here the beginnings of words of the name, the beginning or end of
 * the phone number, and the complete identity number. */

/** The punctuation that separates words in `demo.words`, too. */
const separators = /[\s'".,;:/()&+_[\]‘’-]+/;

/** A national number has a zero before its area code; stored, it follows the code of the country. */
const withoutTrunkPrefix = (digits: string): string =>
  digits.length >= 7 ? digits.replace(/^0+(?=\d)/, '') : digits;

/** Collects values and returns their placeholders. */
const parameters = () => {
  const values: unknown[] = [];
  return { values, add: (value: unknown): string => `$${values.push(value)}::text` };
};

const between = (column: string, prefix: string): string =>
  `${column} >= ${prefix} and ${column} < demo.after_prefix(${prefix})`;

const list = (rows: string, values: unknown[]): PagedList => ({
  rows,
  values,
  alias: 'c',
  json: customerJson,
});

/** The customers with a word that begins with each of `words`, in the order of the longest word, then by id. */
const byWords = (words: readonly string[], digits: string): PagedList => {
  const { values, add } = parameters();
  const [first = '', ...others] = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => `demo.fold(${add(word)})`);
  const also = others.map(
    (word) => `and exists (
      select 1 from demo.customer_words o
      where o.tenant_id = w.tenant_id and o.customer_id = w.customer_id and ${between('o.word', word)})`,
  );
  const phone =
    digits === ''
      ? ''
      : `and ${between('c.phone_digits_reversed', `reverse(${add(withoutTrunkPrefix(digits))})`)}`;
  return list(
    `select c.* from demo.customer_words w
    join demo.customers c on c.tenant_id = w.tenant_id and c.id = w.customer_id
    where w.tenant_id = demo.current_tenant() and ${between('w.word', first)} ${also.join(' ')} ${phone}
      and not exists (
        -- Another word of the same customer came before.
        select 1 from demo.customer_words e
        where e.tenant_id = w.tenant_id and e.customer_id = w.customer_id and e.word >= ${first} and e.word < w.word)
    order by w.word, w.customer_id`,
    values,
  );
};

/** The customers whose phone number ends or begins with the digits, or whose identity number they are. */
const byDigits = (digits: string): PagedList => {
  const { values, add } = parameters();
  const [whole, end] = [add(digits), add(withoutTrunkPrefix(digits))];
  const customers = 'select c.* from demo.customers c where c.tenant_id = demo.current_tenant() and';
  const endsSo = between('c.phone_digits_reversed', `reverse(${end})`);
  const beginsSo = between('c.phone_digits', whole);
  return list(
    `select c.* from (
      (${customers} c.identity_number = ${whole} order by c.id)
      union all
      (${customers} ${endsSo} and c.identity_number is distinct from ${whole} order by c.phone_digits_reversed, c.id)
      union all
      (${customers} ${beginsSo} and not (${endsSo}) and c.identity_number is distinct from ${whole}
        order by c.phone_digits, c.id)
    ) c`,
    values,
  );
};

/** The customers of a clinic, by id; those that match `search`, if it is given. */
export const listCustomers = (search: string | null): PagedList => {
  const tokens = (search ?? '')
    .normalize('NFKC')
    .split(separators)
    .filter((token) => token !== '');
  const words = tokens.filter((token) => !/^\d+$/.test(token));
  const digits = tokens.filter((token) => /^\d+$/.test(token)).join('');
  if (words.length > 0) return byWords(words, digits);
  if (digits !== '') return byDigits(digits);
  const none = search !== null && search.trim() !== '';
  return list(
    `select c.* from demo.customers c where c.tenant_id = demo.current_tenant() ${none ? 'and false' : ''} order by c.id`,
    [],
  );
};
