import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskIdentityNumbers, readIdentityNumber } from './mask.ts';

describe('maskIdentityNumbers', () => {
  test.each([
    ['"12345674210"', '"•••••••4210"'],
    ['"1234"', '"••••"'],
    ['"12345"', '"•2345"'],
    ['"7"', '"•"'],
    ['""', '""'],
    ['" 123 456\\t74210 "', '"•••••••4210"'],
    ['"\\u0031\\u0032345674210"', '"•••••••4210"'],
    ['"ab\\"c\\\\defg"', '"•••••defg"'],
    ['"😀😀😀abcd"', '"•••abcd"'],
    ['12345674210', '"•••••••4210"'],
    ['123456789012345678901234567890', `"${'•'.repeat(26)}7890"`],
    ['-1.5e10', '"•••5e10"'],
    ['42', '"••"'],
    ['null', 'null'],
    ['true', '"••••"'],
    ['false', '"••••"'],
  ])('masks the value %s as %s', (value, masked) => {
    expect(maskIdentityNumbers(`{"identity_number":${value}}`)).toBe(`{"identity_number":${masked}}`);
    expect(maskIdentityNumbers(`[ {\n"identity_number"\t: ${value}\r\n, "b" : 1 } ]`)).toBe(
      `[ {\n"identity_number"\t: ${masked}\r\n, "b" : 1 } ]`,
    );
  });

  test.each(['{"a":["12345674210"]}', '["12345674210",{"identity_number":"x"}]', '{}'])(
    'masks an object or array completely: %s',
    (value) => {
      const text = `[ {\n"identity_number"\t: ${value}\r\n, "b" : 1 } ]`;
      expect(maskIdentityNumbers(text)).toBe('[{"identity_number":"••••","b":1}]');
    },
  );

  test.each(['identity\\u005fnumber', '\\u0069dentity_number', '\\u0069\\u0064entity_numbe\\u0072'])(
    'masks the number when the key is escaped as "%s"',
    (key) => {
      expect(maskIdentityNumbers(`{"${key}":"12345674210"}`)).toBe('{"identity_number":"•••••••4210"}');
    },
  );

  test('masks every occurrence of a duplicate key', () => {
    const text = '{"identity_number":"12345674210","a":1,"a":2,"identity_number":"98765432109"}';
    expect(maskIdentityNumbers(text)).toBe(
      '{"identity_number":"•••••••4210","a":1,"a":2,"identity_number":"•••••••2109"}',
    );
  });

  test.each([
    '"identity_number"',
    '["identity_number","12345674210"]',
    '{"a":"identity_number","b":"\\"identity_number\\":\\"12345674210\\""}',
    '{"identity_numbers":"12345674210","xidentity_number":1,"identity_number ":2}',
    '{"identity\\\\u005fnumber":"12345674210"}',
    '{"id":9007199254740993123,"price":1.10,"e":1E+2,"u":"\\u00e9\\/","identity_numbe":-0}',
  ])('returns text without an identity_number key unchanged: %s', (text) => {
    expect(maskIdentityNumbers(text)).toBe(text);
  });

  test.each([
    '',
    '{',
    '{"identity_number":"12345674210"',
    '{"identity_number":"12345674210"}x',
    '<html>',
    "{'a':1}",
  ])('and readIdentityNumber return null when the text is not JSON: %s', (text) => {
    expect(maskIdentityNumbers(text)).toBeNull();
    expect(readIdentityNumber(text)).toBeNull();
  });

  test('masks a number that is nested deeper than the call stack allows', () => {
    const deep = 200_000;
    const text = `${'[{"a":'.repeat(deep)}{"identity_number":"12345674210"}${'}]'.repeat(deep)}`;
    expect(maskIdentityNumbers(text)).toBe(text.replace('1234567', '•••••••'));
  });
});

/** Reference implementation: masks a parsed value recursively. */
const maskParsed = (value: unknown, key = ''): unknown => {
  if (key === 'identity_number' && value !== null) {
    if (typeof value !== 'string' && typeof value !== 'number') return '••••';
    const letters = Array.from(String(value).replaceAll(/\s/gu, ''));
    const hidden = letters.length > 4 ? letters.length - 4 : letters.length;
    return '•'.repeat(hidden) + letters.slice(hidden).join('');
  }
  if (Array.isArray(value)) return value.map((item: unknown) => maskParsed(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskParsed(inner, name)]));
};

const keys = fc.oneof(
  fc.constant('identity_number'),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', ':', '{'),
  fc.constantFrom('"identity_number', '\\"identity_number', '"identity_number"', '\\identity_number'),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('"\\"', '\\', '{"identity_number":1}', '"identity_number', '\\"identity_number', ':'),
    ),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('maskIdentityNumbers gives the result of the reference implementation for any JSON', () => {
  fc.assert(
    fc.property(json, fc.boolean(), fc.constantFrom('', ' ', '\n\t'), (value, escapes, indent) => {
      const plain = JSON.stringify(value, null, indent);
      const text = escapes ? plain.replaceAll('"identity_number"', '"identity\\u005f\\u006eumber"') : plain;
      expect(JSON.parse(maskIdentityNumbers(text) ?? 'x')).toEqual(maskParsed(JSON.parse(text)));
    }),
    { numRuns: 2000 },
  );
});

test('maskIdentityNumbers gives the same result when another part of the text contains an escape', () => {
  fc.assert(
    fc.property(json, fc.constantFrom('', ' ', '\n\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const masked = JSON.parse(maskIdentityNumbers(`["\\u0061",${text}]`) ?? 'x');
      expect(masked).toEqual(['a', JSON.parse(maskIdentityNumbers(text) ?? 'x')]);
    }),
    { numRuns: 2000 },
  );
});

test('maskIdentityNumbers returns JSON without identity numbers unchanged', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      fc.pre(!/identity_number|\\u00[4-7]/i.test(text));
      expect(maskIdentityNumbers(text)).toBe(text);
      // Also when another part of the text contains the key.
      expect(maskIdentityNumbers(`[{"identity_number":null},${text}]`)).toBe(
        `[{"identity_number":null},${text}]`,
      );
    }),
    { numRuns: 1000 },
  );
});

describe('readIdentityNumber', () => {
  const responseText = (number: string, id = '42') =>
    `{"success":true,"data":{"id":${id},"parent_appointment":{"customer":{"identity_number":"other"}},"customer":{"identity_number":${number}}}}`;

  test.each([
    ['"12345674210"', '12345674210'],
    ['12345674210', '12345674210'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['null', null],
    ['"  "', null],
    ['{"a":1}', null],
    ['true', null],
  ])('reads %s as %j', (written, identityNumber) => {
    expect(readIdentityNumber(responseText(written))).toEqual({ id: '42', identityNumber });
  });

  test("reads the number of the appointment's own customer, with or without the data envelope", () => {
    expect(readIdentityNumber('{"id":7,"customer":{"identity_number":"12345"}}')).toEqual({
      id: '7',
      identityNumber: '12345',
    });
    for (const text of [
      'null',
      '[]',
      '{"data":null}',
      '{"data":{"customer":[]}}',
      '{"identity_number":"12345"}',
    ])
      expect(readIdentityNumber(text)).toEqual({ id: null, identityNumber: null });
  });

  test('returns the id of the appointment, or null when the id is not a safe integer', () => {
    expect(readIdentityNumber(responseText('"1"', '"42"'))?.id).toBe('42');
    expect(readIdentityNumber(responseText('"1"', '9007199254740993'))?.id).toBeNull();
  });
});
