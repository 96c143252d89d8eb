import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

describe('parseJson', () => {
  it.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['[-123456789012345678]', ['-123456789012345678']],
    ['{"price":12345678901234567.89}', { price: '12345678901234567.89' }],
    ['{"price":0.1000}', { price: 0.1 }],
    [
      '{"note":"call 9007199254740993, \\"12345678901234567890\\""}',
      { note: 'call 9007199254740993, "12345678901234567890"' },
    ],
    ['[1e400]', [Number.POSITIVE_INFINITY]],
  ])('keeps every digit of %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('returns the same as JSON.parse when no number is large', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain: unknown = JSON.parse(text);
        fc.pre(!/\d[\d.]{15}/.test(text));
        expect(parseJson(text)).toEqual(plain);
      }),
    );
  });

  it('does not change strings and keys that look like numbers', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string({ unit: fc.constantFrom('1', '"', '\\', '9', 'e', '.') })),
        (value) => {
          const text = JSON.stringify({ big: 1, ...value }).replace('"big":1', '"big":12345678901234567890');
          expect(parseJson(text)).toEqual({ ...value, big: '12345678901234567890' });
        },
      ),
    );
  });

  it.each(['', '{"cut":', 'nonsense', '[12345678901234567890'])('throws SyntaxError for %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
