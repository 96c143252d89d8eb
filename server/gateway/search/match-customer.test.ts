import { describe, expect, test } from 'vitest';
import { readCustomerRows } from '#contract/record-lists.ts';
import { parseSearchText } from '#contract/search-text.ts';
import { lastDigits, matchCustomer } from './match-customer.ts';

const zeynep = {
  id: 1187,
  first_name: 'Zeynep',
  last_name: 'Öztürk',
  phone_number: '+90 532 000 00 42',
  identity_number: '10000004210',
};

const match = (text: string, fields: object = {}) => {
  const [customer] = readCustomerRows([{ ...zeynep, ...fields }]).rows;
  const search = parseSearchText(text);
  if (!customer || !search) throw new Error('nothing to match');
  return matchCustomer(customer, search, text);
};

describe('matchCustomer', () => {
  test.each([
    ['ozturk', 'name'],
    ['ÖZTÜRK zey', 'name'],
    ['0042', 'phone'],
    ['0 532 000 00 42', 'phone'],
    ['+90 532 000', 'phone'],
    ['öztürk 0042', 'name_and_phone'],
    ['10000004210', 'identity_number'],
    ['100 000 042 10', 'identity_number'],
  ])('matches %j by %s', (text, key) => {
    expect(match(text)).toBe(key);
  });

  test.each(['yılmaz', 'zeynep yılmaz', '0043', 'öztürk 0043', '4210', '1000000421', '532'])(
    'does not match %j',
    (text) => {
      expect(match(text)).toBeNull();
    },
  );

  test('matches an identity number with letters in full only', () => {
    expect(match('ab 12345', { identity_number: 'AB12345' })).toBe('identity_number');
    expect(match('ab1234', { identity_number: 'AB12345' })).toBeNull();
  });

  test('matches no digits when the customer has no phone number', () => {
    expect(match('0042', { phone_number: null })).toBeNull();
  });
});

test('lastDigits returns at most four digits of any script, and null without digits', () => {
  expect(['+90 532 000 00 42', '٠٥٣٢٠٠٠٠٠٤٢', '12', 'none', null].map(lastDigits)).toEqual([
    '0042',
    '0042',
    '12',
    null,
    null,
  ]);
});
